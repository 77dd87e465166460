package io.muster.bench.machine;

import java.util.concurrent.locks.LockSupport;

/**
 * When the next request is due, at a fixed rate from the first on. Times count from when a request was due, not from
 * when it was sent: one that waits makes those behind it late, and all of them are counted (open loop; no coordinated
 * omission). One thread.
 */
public final class Pace {
    private static final long SPIN_NS = 60_000;

    private final long intervalNs;
    private long dueNs = System.nanoTime();

    /** The first is due now. */
    public Pace(double perSecond) {
        intervalNs = Math.max(1, Math.round(1e9 / perSecond));
    }

    /** Waits until the next request is due; returns when that was, in {@link System#nanoTime} nanoseconds. */
    public long awaitNext() {
        long nowDueNs = dueNs;
        dueNs += intervalNs;
        long leftNs = nowDueNs - System.nanoTime();
        while (leftNs > 0) {
            if (leftNs > SPIN_NS) {
                LockSupport.parkNanos(leftNs - SPIN_NS);
            } else {
                Thread.onSpinWait();
            }
            leftNs = nowDueNs - System.nanoTime();
        }
        return nowDueNs;
    }
}
