package io.muster.server.wire.flow;

/** Somebody to look after now and then. */
@FunctionalInterface
public interface Watched {
    /**
     * Looks whether it gets on. Called on its I/O thread.
     *
     * @param nowNs of {@link System#nanoTime}
     */
    void check(long nowNs);
}
