package io.muster.bench.compare.wire;

import java.io.IOException;

/** What a client does between two looks at its connection. */
@FunctionalInterface
public interface Beside {
    /** Nothing. */
    Beside NOTHING = nowNs -> {};

    /**
     * Must not wait.
     *
     * @param nowNs of {@link System#nanoTime}
     */
    void poll(long nowNs) throws IOException;
}
