package io.muster.server.wire.session;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.muster.protocol.FrameSplitter;

/** Whether the frame that has begun comes to its end. Belongs to the I/O thread. */
final class FrameWatch {
    private static final int BYTES_PER_MS = 64;

    private final FrameSplitter splitter;
    private final int timeoutMs;
    private long framesBefore = -1;
    private long sinceNs;

    FrameWatch(FrameSplitter splitter, int timeoutMs) {
        this.splitter = splitter;
        this.timeoutMs = timeoutMs;
    }

    /** The wait for the rest begins anew: meanwhile nothing was read. */
    void excuse() {
        framesBefore = -1;
    }

    /** Whether the frame had time enough: the time-out, and a second for each 64 KiB that came. */
    boolean isOverdue(long nowNs) {
        int partialBytes = splitter.partialBytes();
        if (partialBytes == 0 || splitter.frames() != framesBefore) {
            framesBefore = splitter.frames();
            sinceNs = nowNs;
            return false;
        }
        return nowNs - sinceNs > MILLISECONDS.toNanos(timeoutMs + partialBytes / BYTES_PER_MS);
    }
}
