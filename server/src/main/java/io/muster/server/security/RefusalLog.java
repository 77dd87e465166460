package io.muster.server.security;

import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log of refused logins, once a second at most: who guesses must not fill the disk. Any thread. */
final class RefusalLog {
    private static final Logger LOG = LoggerFactory.getLogger(RefusalLog.class);
    private static final long INTERVAL_NS = TimeUnit.SECONDS.toNanos(1);

    private final LongAdder untold = new LongAdder();
    private final AtomicLong nextNs = new AtomicLong(System.nanoTime());

    void refused(SocketAddress from) {
        untold.increment();
        long nowNs = System.nanoTime();
        long dueNs = nextNs.get();
        if (nowNs - dueNs >= 0 && nextNs.compareAndSet(dueNs, nowNs + INTERVAL_NS)) {
            LOG.warn("logins refused: {} since this was last said, the latest from {}", untold.sumThenReset(), from);
        }
    }
}
