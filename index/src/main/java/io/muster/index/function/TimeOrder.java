package io.muster.index.function;

import java.util.BitSet;

/**
 * Puts events in order of time, of equal times the greater row first, a part at a time: runs that are in order already
 * are merged in pairs until one is left. One thread.
 */
final class TimeOrder {
    private final long[] times;
    private final int[] rows;
    private int[] from;
    private int[] to;
    private int width = 1;
    private int start;
    private int left;
    private int right = 1;
    private int merged;

    /**
     * Nothing is in order yet.
     *
     * @param events which of them are to be put in order; the walk came to later rows first
     */
    TimeOrder(long[] times, int[] rows, BitSet events) {
        this.times = times;
        this.rows = rows;
        int size = events.cardinality();
        from = new int[size];
        to = new int[size];
        int last = events.length();
        for (int i = 0; i < size; i++) {
            last = events.previousSetBit(last - 1);
            from[i] = last;
        }
    }

    /** Does a part; true when all are in order. */
    boolean step(Effort effort) {
        while (width < from.length && !effort.isSpent()) {
            mergeOne();
            effort.move();
        }
        return width >= from.length;
    }

    /** The events, the first first, after the last step. */
    int[] events() {
        return from;
    }

    private void mergeOne() {
        int middle = Math.min(start + width, from.length);
        int end = Math.min(start + 2 * width, from.length);
        boolean takesLeft = left < middle && (right >= end || !isAfter(from[left], from[right]));
        to[merged++] = takesLeft ? from[left++] : from[right++];
        if (merged == end) {
            begin(end);
        }
    }

    private void begin(int pair) {
        start = pair;
        if (start >= from.length) {
            start = 0;
            width *= 2;
            int[] done = to;
            to = from;
            from = done;
        }
        left = start;
        right = Math.min(start + width, from.length);
        merged = start;
    }

    private boolean isAfter(int event, int other) {
        return times[event] == times[other] ? rows[event] < rows[other] : times[event] > times[other];
    }
}
