package io.muster.server.snapshot;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Holds one thread to a rate, in slices short enough to be told to stop in between. */
final class BytesPerSecond {
    private static final long SLICE_NS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long CREDIT_NS = TimeUnit.MILLISECONDS.toNanos(100);

    private final long rate;
    private long freeAtNs = System.nanoTime();

    /** {@link Long#MAX_VALUE}: as fast as it goes. */
    BytesPerSecond(long rate) {
        this.rate = rate;
    }

    /** Returns when {@code bytes} more may be written. What was not used is kept for a tenth of a second. */
    void await(long bytes, Cancellation cancellation) throws SnapshotCancelledException {
        long nowNs = System.nanoTime();
        freeAtNs = Math.max(freeAtNs, nowNs - CREDIT_NS) + (long) (bytes * 1e9 / rate);
        while (freeAtNs - nowNs > 0) {
            cancellation.check();
            LockSupport.parkNanos(this, Math.min(SLICE_NS, freeAtNs - nowNs));
            nowNs = System.nanoTime();
        }
        cancellation.check();
    }
}
