package io.muster.index.id;

import static org.agrona.BitUtil.SIZE_OF_INT;
import static org.agrona.BitUtil.SIZE_OF_LONG;

import java.nio.ByteOrder;
import java.security.SecureRandom;
import org.agrona.DirectBuffer;

/**
 * Wang Yi's wyhash, final version 4.2, with its default secret. Any thread; does not allocate.
 *
 * @see <a href="https://github.com/wangyi-fudan/wyhash">wyhash</a>
 */
public final class Wyhash implements IdHash {
    private static final long SECRET_0 = 0x2d358dccaa6c78a5L;
    private static final long SECRET_1 = 0x8bb84b93962eacc9L;
    private static final long SECRET_2 = 0x4b33a62ed433d4a3L;
    private static final long SECRET_3 = 0x4d5a2da51de1aa47L;
    private static final int SHORT = 16;
    private static final int STRIPE = 48;

    private static final Wyhash OF_THIS_PROCESS = new Wyhash(new SecureRandom().nextLong());

    private final long seed;

    public Wyhash(long seed) {
        this.seed = seed ^ mix(seed ^ SECRET_0, SECRET_1);
    }

    /** With a seed that nobody outside of this process can know: for tables whose keys come from there. */
    public static Wyhash ofThisProcess() {
        return OF_THIS_PROCESS;
    }

    @Override
    public long hash(DirectBuffer buffer, int offset, int length) {
        if (length > SHORT) {
            return hashLong(buffer, offset, length);
        }
        if (length >= SIZE_OF_INT) {
            int middle = (length >>> 3) << 2;
            int last = offset + length - SIZE_OF_INT;
            long a = (word(buffer, offset) << 32) | word(buffer, offset + middle);
            long b = (word(buffer, last) << 32) | word(buffer, last - middle);
            return finish(a, b, seed, length);
        }
        return finish(length == 0 ? 0 : upToThree(buffer, offset, length), 0, seed, length);
    }

    private long hashLong(DirectBuffer buffer, int offset, int length) {
        int at = offset;
        int left = length;
        long state = seed;
        if (left > STRIPE) {
            long second = seed;
            long third = seed;
            for (; left > STRIPE; left -= STRIPE, at += STRIPE) {
                state = mix(twoWords(buffer, at) ^ SECRET_1, twoWords(buffer, at + 8) ^ state);
                second = mix(twoWords(buffer, at + 16) ^ SECRET_2, twoWords(buffer, at + 24) ^ second);
                third = mix(twoWords(buffer, at + 32) ^ SECRET_3, twoWords(buffer, at + 40) ^ third);
            }
            state ^= second ^ third;
        }
        for (; left > SHORT; left -= SHORT, at += SHORT) {
            state = mix(twoWords(buffer, at) ^ SECRET_1, twoWords(buffer, at + SIZE_OF_LONG) ^ state);
        }
        int end = at + left;
        return finish(twoWords(buffer, end - SHORT), twoWords(buffer, end - SIZE_OF_LONG), state, length);
    }

    private static long finish(long a, long b, long state, int length) {
        long left = a ^ SECRET_1;
        long right = b ^ state;
        long low = left * right;
        long high = Math.unsignedMultiplyHigh(left, right);
        return mix(low ^ SECRET_0 ^ length, high ^ SECRET_1);
    }

    private static long mix(long a, long b) {
        return (a * b) ^ Math.unsignedMultiplyHigh(a, b);
    }

    private static long word(DirectBuffer buffer, int at) {
        return Integer.toUnsignedLong(buffer.getInt(at, ByteOrder.LITTLE_ENDIAN));
    }

    private static long twoWords(DirectBuffer buffer, int at) {
        return buffer.getLong(at, ByteOrder.LITTLE_ENDIAN);
    }

    private static long upToThree(DirectBuffer buffer, int offset, int length) {
        return ((buffer.getByte(offset) & 0xFFL) << 16)
                | ((buffer.getByte(offset + (length >>> 1)) & 0xFFL) << 8)
                | (buffer.getByte(offset + length - 1) & 0xFFL);
    }
}
