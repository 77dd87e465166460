package io.muster.server.snapshot;

import java.util.concurrent.TimeUnit;

/** Lets one thread ask another to give up what takes long. Any thread. */
final class Cancellation {
    private static final long NEVER = Long.MAX_VALUE;

    private final long startNs = System.nanoTime();
    private volatile boolean cancelled;
    private volatile long leftNs = NEVER;

    void cancel() {
        cancelled = true;
    }

    /** Has it given up so many milliseconds from now on. */
    void cancelAfter(long millis) {
        leftNs = System.nanoTime() - startNs + TimeUnit.MILLISECONDS.toNanos(millis);
    }

    boolean isCancelled() {
        return cancelled || leftNs != NEVER && System.nanoTime() - startNs >= leftNs;
    }

    void check() throws SnapshotCancelledException {
        if (isCancelled()) {
            throw new SnapshotCancelledException();
        }
    }
}
