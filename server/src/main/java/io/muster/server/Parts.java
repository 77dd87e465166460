package io.muster.server;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** What a server is made of; closed in the reverse order, all of it, whatever fails. One thread. */
final class Parts implements AutoCloseable {
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    <T extends AutoCloseable> T add(T part) {
        parts.push(part);
        return part;
    }

    @Override
    public void close() throws IOException {
        IOException failure = null;
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                failure = failure == null ? new IOException("close: " + e.getMessage(), e) : failure;
                if (failure.getCause() != e) {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
