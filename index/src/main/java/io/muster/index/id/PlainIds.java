package io.muster.index.id;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.util.function.LongSupplier;
import org.agrona.DirectBuffer;

/**
 * Ids that a fingerprint has room for, so that who finds the fingerprint has found the id and need not look at its
 * bytes: any of up to 7 bytes, and 8 to 14 decimal digits. Any thread; does not allocate.
 *
 * <pre>
 *  63       60     56                                             0
 *  +--------+------+----------------------------------------------+
 *  | 0      |length| up to 7: the bytes; from 8 on: 4 bits a digit |
 *  +--------+------+----------------------------------------------+
 * </pre>
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
    private static final long HIGH_NIBBLES = 0xF0F0_F0F0_F0F0_F0F0L;
    private static final long DIGITS = 0x3030_3030_3030_3030L;
    private static final long BEYOND_NINE = 0x0606_0606_0606_0606L;

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
        long head = id.getLong(offset, LITTLE_ENDIAN);
        long tail = id.getLong(offset + length - Long.BYTES, LITTLE_ENDIAN);
        if ((noDigits(head) | noDigits(tail)) != 0) {
            return NONE;
        }
        long rest = (1L << (length - Long.BYTES) * 4) - 1;
        long number = nibbles(tail) | (nibbles(head) & rest) << Integer.SIZE;
        return spread(number | (long) length << LENGTH_SHIFT);
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

    /** 0 if all eight are digits. */
    private static long noDigits(long characters) {
        return ((characters & HIGH_NIBBLES) ^ DIGITS) | ((characters + BEYOND_NINE & HIGH_NIBBLES) ^ DIGITS);
    }

    /** The lower half of each byte, together in 32 bits. */
    private static long nibbles(long characters) {
        long halves = characters & ~HIGH_NIBBLES;
        halves = (halves | halves >>> 4) & 0x00FF_00FF_00FF_00FFL;
        halves = (halves | halves >>> 8) & 0x0000_FFFF_0000_FFFFL;
        return (halves | halves >>> 16) & 0xFFFF_FFFFL;
    }
}
