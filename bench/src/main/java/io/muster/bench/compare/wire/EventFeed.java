package io.muster.bench.compare.wire;

import java.io.IOException;

/**
 * Batches of events to muster, due at a fixed rate, sent by the thread that measures something else meanwhile: so that
 * no second thread contends for its core.
 */
public final class EventFeed implements Beside, AutoCloseable {
    private static final int MOST_UNANSWERED = 256;

    private final RawConnection connection;
    private final EncodedRequests batches;
    private final MusterReplies replies = new MusterReplies();
    private final double batchesPerSecond;
    private long startNs;
    private long sent;
    private long sentSinceStart;
    private long answered;

    /** Sends on a connection that spins and has said hello. */
    public EventFeed(RawConnection connection, EncodedRequests batches, double batchesPerSecond) {
        this.connection = connection;
        this.batches = batches;
        this.batchesPerSecond = batchesPerSecond;
    }

    /** From now on batches are due. */
    public void start() {
        startNs = System.nanoTime();
        sentSinceStart = 0;
    }

    @Override
    public void poll(long nowNs) throws IOException {
        if ((nowNs - startNs) * batchesPerSecond / 1e9 < sentSinceStart) {
            return;
        }
        if (connection.poll()) {
            answered += replies.take(connection.received());
        }
        if (sent - answered < MOST_UNANSWERED) {
            batches.send(connection, sent++, 1);
        }
        sentSinceStart++;
    }

    /** Waits for all that was sent; returns how many events have been taken since this was made. */
    public long drain() throws IOException {
        while (answered < sent) {
            answered += replies.take(connection.receive());
        }
        return replies.answers();
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
