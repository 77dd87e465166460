package io.muster.index.segment;

import java.util.Arrays;

/** The bits of one customer that change, by group of 64 slots. One thread; allocates only to grow. */
final class Toggles {
    private long[] bits = new long[4];
    private int groups;

    void add(int slot) {
        int group = slot >> 6;
        if (group >= bits.length) {
            bits = Arrays.copyOf(bits, Math.max(group + 1, bits.length * 2));
        }
        bits[group] |= 1L << slot;
        groups = Math.max(groups, group + 1);
    }

    /** One more than the highest group that has any. */
    int groups() {
        return groups;
    }

    long bits(int group) {
        return bits[group];
    }

    void clear() {
        Arrays.fill(bits, 0, groups, 0);
        groups = 0;
    }
}
