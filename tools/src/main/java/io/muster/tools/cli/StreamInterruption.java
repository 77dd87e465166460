package io.muster.tools.cli;

import io.muster.protocol.client.ChangeStream;

/**
 * Closes a stream when the process is told to end (Ctrl-C), so that its reader stops, and holds the process until the
 * reader has told where to go on.
 */
final class StreamInterruption implements AutoCloseable {
    private final ChangeStream stream;
    private final ShutdownSignal signal = new ShutdownSignal();
    private volatile boolean asked;
    private volatile boolean ended;

    StreamInterruption(ChangeStream stream) {
        this.stream = stream;
        Thread.ofVirtual().name("interruption").start(this::closeWhenAsked);
    }

    /** Whether the process is to end. */
    boolean isAsked() {
        return asked;
    }

    /** The reader has told all: the process may go. */
    @Override
    public void close() {
        ended = true;
        signal.close();
    }

    private void closeWhenAsked() {
        signal.await();
        if (!ended) {
            asked = true;
            stream.close();
        }
    }
}
