package io.muster.bench.compare.wire;

import java.io.IOException;

/** So many requests always under way on one connection, which must be one that spins. */
public final class FullWindow {
    /** Room for so many of a window is waited for, so that neither side is measured by its system calls alone. */
    private static final int PARTS = 4;

    private FullWindow() {}

    /**
     * What was done.
     *
     * @param operations answered in time
     * @param all answered, those too that were under way at the end
     * @param elapsedNs how long it was
     */
    public record Done(long operations, long all, long elapsedNs) {
        /** Operations a second. */
        public double perSecond() {
            return operations * 1e9 / elapsedNs;
        }
    }

    /** Throws where an answer is wrong. */
    public static Done run(
            RawConnection connection,
            EncodedRequests requests,
            Replies replies,
            int window,
            long durationNs,
            Beside beside)
            throws IOException {
        int refill = Math.max(1, window / PARTS);
        long answersBefore = replies.answers();
        long startNs = System.nanoTime();
        long nowNs = startNs;
        long sent = 0;
        long answered = 0;
        while (nowNs - startNs < durationNs) {
            int room = window - (int) (sent - answered);
            if (room >= refill) {
                requests.send(connection, sent, room);
                sent += room;
            }
            if (connection.poll()) {
                answered += replies.take(connection.received());
            }
            nowNs = System.nanoTime();
            beside.poll(nowNs);
        }
        long inTime = answered;
        while (answered < sent) {
            answered += replies.take(connection.receive());
        }
        requests.check(sent, replies.answers() - answersBefore);
        return new Done(inTime, sent, nowNs - startNs);
    }
}
