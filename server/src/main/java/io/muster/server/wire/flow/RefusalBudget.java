package io.muster.server.wire.flow;

import static java.util.concurrent.TimeUnit.MICROSECONDS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Holds the time in which the I/O threads read and refuse what there is no room for to a share of one core, however
 * many connections go on sending: after a refusal a connection is not read until what it took is paid for. What comes
 * meanwhile waits in the socket, where it costs nothing, and is then read and refused together, which costs less.
 *
 * <p>Any thread, lock-free.
 */
public final class RefusalBudget {
    /** Refusing gets one part in so many. */
    static final int SHARE = 16;

    /** The shortest time for which a connection is not read: so much later is the next BUSY at most. */
    static final long LEAST_PAUSE_NS = MILLISECONDS.toNanos(5);

    /** The longest. */
    static final long MOST_PAUSE_NS = MILLISECONDS.toNanos(1_000);

    /** What the system takes to fetch the bytes of a read, which nobody here can time. */
    static final long FETCH_NS = MICROSECONDS.toNanos(10);

    private final AtomicLong paidUntilNs = new AtomicLong(System.nanoTime());

    /**
     * Charges reads of which something was refused.
     *
     * @param nowNs the time, by {@link System#nanoTime}
     * @param tookNs what was spent on them, {@link #FETCH_NS} a read included
     * @return how long that connection is not to be read
     */
    long pauseNs(long nowNs, long tookNs) {
        long found;
        long aheadNs;
        do {
            found = paidUntilNs.get();
            aheadNs = Math.min(MOST_PAUSE_NS, Math.max(0, found - nowNs) + SHARE * tookNs);
        } while (!paidUntilNs.compareAndSet(found, nowNs + aheadNs));
        return Math.max(LEAST_PAUSE_NS, aheadNs);
    }
}
