package io.muster.index.segment;

import java.util.Arrays;

/**
 * The segments to evaluate, those first that others refer to. May grow behind the one that was taken last. One thread;
 * allocates only to grow.
 */
final class RankQueue {
    private int[] keys = new int[16];
    private int size;
    private int next;

    void clear() {
        size = 0;
        next = 0;
    }

    /** Adds a key (see {@link Touched}) unless it is there; it must stand behind those that were taken. */
    void add(int key) {
        int at = size;
        while (at > next && keys[at - 1] > key) {
            at--;
        }
        if (at > 0 && keys[at - 1] == key) {
            return;
        }
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, size * 2);
        }
        System.arraycopy(keys, at, keys, at + 1, size - at);
        keys[at] = key;
        size++;
    }

    boolean hasNext() {
        return next < size;
    }

    int next() {
        return keys[next++];
    }
}
