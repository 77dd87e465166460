package io.muster.index.criterion;

import java.util.Arrays;

/** Edges of one kind in the order of their keys. One thread. */
final class Edges {
    private Edge[] sorted = {};

    int size() {
        return sorted.length;
    }

    Edge get(int i) {
        return sorted[i];
    }

    void add(Edge edge) {
        sorted = Arrays.copyOf(sorted, sorted.length + 1);
        sorted[sorted.length - 1] = edge;
        sort();
    }

    void remove(Edge edge) {
        sorted = Arrays.stream(sorted).filter(other -> other != edge).toArray(Edge[]::new);
    }

    /** After points have moved. */
    void sort() {
        Arrays.sort(sorted, (a, b) -> Long.compare(a.key(), b.key()));
    }

    /** The first edge whose key is above {@code key}. */
    int firstAbove(long key) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle].key() > key) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /**
     * A customer's value has changed while an edge is in the middle of a sweep, or before one that is due: the sweep
     * may not find it any more. Asks here and now.
     */
    void askPassing(int ordinal, long newValue) {
        for (Edge edge : sorted) {
            if (edge.isSweeping() || edge.isOverdue()) {
                edge.ask(ordinal, newValue);
            }
        }
    }

    /** Asks again the criteria of the edges with {@code low < key ≤ high}. */
    void cross(long low, long high, int ordinal, long newValue, Flips flips) {
        for (int i = firstAbove(low); i < sorted.length && sorted[i].key() <= high; i++) {
            for (WindowCriterion criterion : sorted[i].criteria()) {
                criterion.set(ordinal, criterion.holds(newValue), flips);
            }
        }
    }
}
