package io.muster.server.journal;

/** Appends frames to a journal. */
public final class JournalWriter implements AutoCloseable {
    @Override
    public void close() {}
}
