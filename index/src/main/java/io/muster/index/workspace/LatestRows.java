package io.muster.index.workspace;

/** Of rows that are offered one after another, those with the greatest times. One thread. */
final class LatestRows {
    private static final int KEPT = 8;

    private final long[] times = new long[KEPT];
    private final int[] rows = new int[KEPT];
    private int offered;

    void clear() {
        offered = 0;
    }

    void offer(long time, int row) {
        int size = size();
        offered++;
        if (size == KEPT && time <= times[KEPT - 1]) {
            return;
        }
        int at = Math.min(size, KEPT - 1);
        for (; at > 0 && times[at - 1] < time; at--) {
            times[at] = times[at - 1];
            rows[at] = rows[at - 1];
        }
        times[at] = time;
        rows[at] = row;
    }

    /** How many are kept. */
    int size() {
        return Math.min(offered, KEPT);
    }

    int row(int i) {
        return rows[i];
    }

    /** A row that is not kept, if there is one, is not later than this. */
    long othersMillis() {
        return offered <= KEPT ? Long.MIN_VALUE : times[KEPT - 1];
    }
}
