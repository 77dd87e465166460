package io.muster.bench.load;

import io.muster.bench.machine.Pace;
import java.io.IOException;
import java.util.function.LongPredicate;
import org.HdrHistogram.Histogram;

/**
 * Requests of one connection, due at a fixed rate whether or not the server keeps up. Times count from when a request
 * was due: one that stalls makes those behind it late, and each of them is counted with all of its wait. One thread.
 */
final class PacedRequests {
    static final long LONGEST_NS = 600_000_000_000L;

    private final Request request;
    private final Pace pace;
    private final Histogram fromDue = new Histogram(LONGEST_NS, 3);
    private final Histogram fromSent = new Histogram(LONGEST_NS, 3);
    private long failed;
    private String firstFailure;

    PacedRequests(Request request, double perSecond) {
        this.request = request;
        pace = new Pace(perSecond);
    }

    /**
     * Sends until {@code going} says no of the instant that the next request is due.
     *
     * @param from the first such instant whose request is counted; those before it warm up. {@link System#nanoTime}
     */
    void run(long from, LongPredicate going) {
        long dueNs = pace.awaitNext();
        while (going.test(dueNs)) {
            long sentNs = System.nanoTime();
            boolean answered = answered();
            if (answered && dueNs - from >= 0) {
                long nowNs = System.nanoTime();
                fromDue.recordValue(Math.clamp(nowNs - dueNs, 0, LONGEST_NS));
                fromSent.recordValue(Math.clamp(nowNs - sentNs, 0, LONGEST_NS));
            }
            dueNs = pace.awaitNext();
        }
    }

    /** Nanoseconds from when each was due. */
    Histogram fromDue() {
        return fromDue;
    }

    /** Nanoseconds from when each was sent: what a generator would see that waits for its server. */
    Histogram fromSent() {
        return fromSent;
    }

    long failed() {
        return failed;
    }

    /** What the first that failed said; null if none did. */
    String firstFailure() {
        return firstFailure;
    }

    private boolean answered() {
        try {
            request.send();
            return true;
        } catch (IOException | RuntimeException failure) {
            failed++;
            if (firstFailure == null) {
                firstFailure = failure.toString();
            }
            return false;
        }
    }
}
