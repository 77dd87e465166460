package io.muster.index.id;

/**
 * Sorts hashes by their first bits, by counting: what is put into tables in that order finds each table in the
 * processor's cache while it is filled, where it would otherwise be fetched for every one.
 */
final class FirstBits {
    private static final int BITS = 10;
    private static final int PLACES = 1 << BITS;

    private FirstBits() {}

    /** The indexes of the first so many hashes in the order of their first bits. */
    static int[] order(long[] hashes, int count) {
        int[] next = new int[PLACES + 1];
        for (int i = 0; i < count; i++) {
            next[place(hashes[i]) + 1]++;
        }
        for (int place = 0; place < PLACES; place++) {
            next[place + 1] += next[place];
        }
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            order[next[place(hashes[i])]++] = i;
        }
        return order;
    }

    private static int place(long hash) {
        return (int) (hash >>> Long.SIZE - BITS);
    }
}
