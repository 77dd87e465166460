package io.muster.index.id;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.util.function.LongSupplier;
import org.agrona.DirectBuffer;

/**
 * Ids that a fingerprint has room for, so that who finds the fingerprint has found the id and need not look at its
 * bytes: any of up to 7 bytes, and 8 to 14 decimal digits. Any thread; does not allocate.
 *
 * <pre>
 *  63 62     60     56     52                                      0
 *  +---+------+------+------+--------------------------------------+
 *  | 0 | 0    |length| the bytes                                   |  up to 7 bytes
 *  +---+------+------+------+--------------------------------------+
 *  | 0 | 4    | t7   |length| t6 | h5 | t5 | h4 | t4 | ... | h0 | t0 |  8 to 14 digits, 4 bits each
 *  +---+------+------+------+--------------------------------------+
 * </pre>
 *
 * <p>Of digits {@code t0} to {@code t7} are the last eight and {@code h0} to {@code h5} those before them: one word
 * with a digit in each byte, and another in the halves that it leaves.
 *
 * <p>This number is spread over 63 bits, of which its place in the table is taken, by steps that can all be undone:
 * different ids have different prints. Nobody outside of this process can know the multipliers.
 */
final class PlainIds {
    /** What {@link #print} answers for an id that has no print. */
    static final long NONE = 0;

    private static final int MOST_BYTES = 7;
    private static final int MOST_DIGITS = 14;
    private static final int LENGTH_SHIFT = 56;
    private static final long MASK = Long.MAX_VALUE;
    private static final int DIGITS_LENGTH_SHIFT = 52;
    private static final long OF_DIGITS = 1L << 62;
    private static final long ZEROS = 0x3030_3030_3030_3030L;
    private static final long NINE_TO_LIMIT = 0x7676_7676_7676_7676L;
    private static final long HIGHEST_BITS = 0x8080_8080_8080_8080L;

    private final long mask;
    private final long first;
    private final long second;
    private final long third;

    /** @param secrets any numbers, four of them */
    PlainIds(LongSupplier secrets) {
        mask = secrets.getAsLong() & MASK;
        first = secrets.getAsLong() | 1;
        second = secrets.getAsLong() | 1;
        third = secrets.getAsLong() | 1;
    }

    /** An even number that no other id has, or {@link #NONE}. */
    long print(DirectBuffer id, int offset, int length) {
        if (length <= MOST_BYTES) {
            return spread(bytes(id, offset, length) | (long) length << LENGTH_SHIFT);
        }
        if (length > MOST_DIGITS) {
            return NONE;
        }
        // A byte of a digit is up to 9 here; from 10 on adding has a carry into its highest bit, or it had that before.
        long head = id.getLong(offset, LITTLE_ENDIAN) ^ ZEROS;
        long tail = id.getLong(offset + length - Long.BYTES, LITTLE_ENDIAN) ^ ZEROS;
        if (((head | head + NINE_TO_LIMIT | tail | tail + NINE_TO_LIMIT) & HIGHEST_BITS) != 0) {
            return NONE;
        }
        long before = head & (1L << (length - Long.BYTES) * Byte.SIZE) - 1;
        return spread(tail | before << 4 | (long) length << DIGITS_LENGTH_SHIFT | OF_DIGITS);
    }

    private long spread(long number) {
        long spread = ((number ^ mask) * first) & MASK;
        spread = ((spread ^ spread >>> 32) * second) & MASK;
        spread = ((spread ^ spread >>> 29) * third) & MASK;
        return (spread ^ spread >>> 32) << 1;
    }

    private static long bytes(DirectBuffer id, int offset, int length) {
        if (length >= Integer.BYTES) {
            int before = length - Integer.BYTES;
            long head = Integer.toUnsignedLong(id.getInt(offset, LITTLE_ENDIAN));
            long tail = Integer.toUnsignedLong(id.getInt(offset + before, LITTLE_ENDIAN));
            return head | tail << before * Byte.SIZE;
        }
        long bytes = 0;
        for (int i = 0; i < length; i++) {
            bytes |= (id.getByte(offset + i) & 0xFFL) << i * Byte.SIZE;
        }
        return bytes;
    }
}
