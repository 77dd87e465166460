package io.muster.server.tls;

import java.util.concurrent.atomic.AtomicInteger;

/** How many handshakes are under way on a port. Any thread. */
public final class TlsHandshakes {
    private final int most;
    private final AtomicInteger underWay = new AtomicInteger();

    /** At most {@code most} at once. */
    public TlsHandshakes(int most) {
        this.most = most;
    }

    /** How many there are now. */
    public int underWay() {
        return underWay.get();
    }

    /** Whether another may begin; to be followed by {@link #end}. */
    boolean begin() {
        if (underWay.incrementAndGet() <= most) {
            return true;
        }
        underWay.decrementAndGet();
        return false;
    }

    void end() {
        underWay.decrementAndGet();
    }
}
