package io.muster.server.snapshot;

/** Lets one thread ask another to give up what takes long. Any thread. */
final class Cancellation {
    private volatile boolean cancelled;

    void cancel() {
        cancelled = true;
    }

    boolean isCancelled() {
        return cancelled;
    }

    void check() throws SnapshotCancelledException {
        if (cancelled) {
            throw new SnapshotCancelledException();
        }
    }
}
