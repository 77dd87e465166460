package io.muster.index.column;

/** 64 longs of 64 bits. Stateless. */
public final class BitSquare {
    private BitSquare() {}

    /**
     * Bit {@code i} of long {@code j} changes places with bit {@code j} of long {@code i}: by halves, then quarters.
     * Does not allocate.
     */
    public static void transpose(long[] square) {
        long mask = 0x00000000FFFFFFFFL;
        for (int half = Integer.SIZE; half != 0; half >>= 1, mask ^= mask << half) {
            for (int i = 0; i < Long.SIZE; i = (i + half + 1) & ~half) {
                long swapped = ((square[i] >>> half) ^ square[i + half]) & mask;
                square[i] ^= swapped << half;
                square[i + half] ^= swapped;
            }
        }
    }
}
