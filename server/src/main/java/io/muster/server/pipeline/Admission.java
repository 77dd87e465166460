package io.muster.server.pipeline;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts what is in the pipeline against its bounds.
 *
 * <p>Assumes: who enters leaves once. Guarantees: never more batches or bytes inside than allowed; after {@link #close}
 * and the last {@link #leave} nobody is inside or comes in any more. Any thread, lock-free.
 */
final class Admission {
    enum Answer {
        ENTERED,
        FULL,
        CLOSED
    }

    private final int maxCount;
    private final long maxBytes;
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final RetryAdvice advice = new RetryAdvice();
    private volatile boolean closed;

    Admission(int maxCount, long maxBytes) {
        this.maxCount = maxCount;
        this.maxBytes = maxBytes;
    }

    Answer enter(long lengthBytes) {
        boolean fits = count.incrementAndGet() <= maxCount & bytes.addAndGet(lengthBytes) <= maxBytes;
        if (fits && !closed) {
            return Answer.ENTERED;
        }
        goBack(lengthBytes);
        return closed ? Answer.CLOSED : Answer.FULL;
    }

    void leave(long lengthBytes) {
        goBack(lengthBytes);
        advice.drained(1);
    }

    /** How long until half of what is inside has left. */
    int retryAfterMs() {
        return advice.millisFor((count.get() + 1) / 2);
    }

    private void goBack(long lengthBytes) {
        bytes.addAndGet(-lengthBytes);
        count.decrementAndGet();
    }

    int count() {
        return count.get();
    }

    long bytes() {
        return bytes.get();
    }

    void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    boolean isDeserted() {
        return closed && count.get() == 0;
    }
}
