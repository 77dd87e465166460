package io.muster.server.wire.lookup;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import org.agrona.MutableDirectBuffer;

/** Answers about many customers as bits, the first the lowest of the first byte. */
final class MemberBits {
    private MemberBits() {}

    /**
     * Puts a bit for each of up to 64 words, into no more bytes than that takes: whether the word has {@code mask}'s
     * bit.
     */
    static void put(long[] words, int count, long mask, MutableDirectBuffer target, int offset) {
        int slot = Long.numberOfTrailingZeros(mask);
        long bits = 0;
        for (int i = 0; i < count; i++) {
            bits |= (words[i] >>> slot & 1) << i;
        }
        if (count == Long.SIZE) {
            target.putLong(offset, bits, LITTLE_ENDIAN);
            return;
        }
        for (int i = 0; i < count; i += Byte.SIZE) {
            target.putByte(offset + (i >> 3), (byte) (bits >>> i));
        }
    }
}
