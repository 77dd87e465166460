package io.muster.bench.compare.wire;

import java.io.IOException;
import org.HdrHistogram.Histogram;

/** One request at a time, each answered before the next is sent. */
public final class RoundTrips {
    private static final long LONGEST_NS = 60_000_000_000L;

    private RoundTrips() {}

    /** Returns the nanoseconds that each took; at least one. Throws where an answer is wrong. */
    public static Histogram run(RawConnection connection, EncodedRequests requests, Replies replies, long durationNs)
            throws IOException {
        Histogram histogram = new Histogram(LONGEST_NS, 3);
        long answersBefore = replies.answers();
        long sent = 0;
        long startNs = System.nanoTime();
        long endNs = startNs + durationNs;
        while (startNs - endNs < 0 || sent == 0) {
            requests.send(connection, sent++, 1);
            int answered;
            do {
                answered = replies.take(connection.receive());
            } while (answered == 0);
            long nowNs = System.nanoTime();
            histogram.recordValue(Math.min(nowNs - startNs, LONGEST_NS));
            startNs = nowNs;
        }
        requests.check(sent, replies.answers() - answersBefore);
        return histogram;
    }
}
