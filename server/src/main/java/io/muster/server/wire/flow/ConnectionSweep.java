package io.muster.server.wire.flow;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks after the connections of one I/O thread, and belongs to it. */
public final class ConnectionSweep {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionSweep.class);
    private static final int SHORTEST_MS = 5;
    private static final int LONGEST_MS = 1_000;
    private static final int LOOKS_PER_TIMEOUT = 4;

    private final Set<Watched> watched = new HashSet<>();

    /**
     * Starts; ends with the thread.
     *
     * @param idleTimeoutMs of those that are watched, beside the timeouts of {@code options}
     */
    public ConnectionSweep(EventLoop thread, ConnectionOptions options, int idleTimeoutMs) {
        int timeoutMs = Math.min(idleTimeoutMs, Math.min(options.unreadTimeoutMs(), options.frameTimeoutMs()));
        int intervalMs = Math.clamp(timeoutMs / LOOKS_PER_TIMEOUT, SHORTEST_MS, LONGEST_MS);
        thread.scheduleWithFixedDelay(this::checkAll, intervalMs, intervalMs, MILLISECONDS);
    }

    /** Begins to look after one. */
    public void add(Watched one) {
        watched.add(one);
    }

    /** Stops. */
    public void remove(Watched one) {
        watched.remove(one);
    }

    private void checkAll() {
        long nowNs = System.nanoTime();
        new ArrayList<>(watched).forEach(each -> check(each, nowNs));
    }

    private static void check(Watched one, long nowNs) {
        try {
            one.check(nowNs);
        } catch (Throwable e) {
            // An error too: what is thrown to the thread would end the looking after all others.
            LOG.error("a connection could not be looked after", e);
        }
    }
}
