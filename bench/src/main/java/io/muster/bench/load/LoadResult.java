package io.muster.bench.load;

import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * What all connections of a load saw.
 *
 * @param fromDue nanoseconds from when each request was due
 * @param fromSent nanoseconds from when each was sent
 * @param failed requests that were refused or lost
 * @param firstFailureOrNull what one of them said
 * @param perSecond requests answered a second
 */
record LoadResult(Histogram fromDue, Histogram fromSent, long failed, String firstFailureOrNull, double perSecond) {

    /** Adds up what the connections saw in so many seconds. */
    static LoadResult of(List<PacedRequests> connections, double seconds) {
        Histogram fromDue = new Histogram(PacedRequests.LONGEST_NS, 3);
        Histogram fromSent = new Histogram(PacedRequests.LONGEST_NS, 3);
        long failed = 0;
        String failure = null;
        for (PacedRequests each : connections) {
            fromDue.add(each.fromDue());
            fromSent.add(each.fromSent());
            failed += each.failed();
            failure = failure == null ? each.firstFailure() : failure;
        }
        return new LoadResult(fromDue, fromSent, failed, failure, fromDue.getTotalCount() / seconds);
    }
}
