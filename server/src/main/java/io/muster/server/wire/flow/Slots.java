package io.muster.server.wire.flow;

import java.util.concurrent.atomic.AtomicInteger;

/** So many at once, and no more. Any thread, lock-free. */
public final class Slots {
    private final int limit;
    private final AtomicInteger used = new AtomicInteger();

    /** Room for {@code limit}. */
    public Slots(int limit) {
        this.limit = limit;
    }

    /** Takes one, to be given back; false where all are taken. */
    public boolean take() {
        boolean taken = used.incrementAndGet() <= limit;
        if (!taken) {
            used.decrementAndGet();
        }
        return taken;
    }

    /** Gives one back. */
    public void give() {
        used.decrementAndGet();
    }

    /** How many are taken. */
    public int used() {
        return used.get();
    }

    /** How many there are. */
    public int limit() {
        return limit;
    }
}
