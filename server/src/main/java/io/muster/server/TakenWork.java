package io.muster.server;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Counts what was taken in and is not answered yet. Any thread. */
final class TakenWork {
    private static final long LOOK_INTERVAL_NS = 1_000_000;

    private final AtomicInteger count = new AtomicInteger();

    /** Counts one until the result is called; to be followed by {@link #leave} where it never will be. */
    <T> Consumer<T> enter(Consumer<T> done) {
        count.incrementAndGet();
        return answer -> {
            try {
                done.accept(answer);
            } finally {
                leave();
            }
        };
    }

    void leave() {
        count.decrementAndGet();
    }

    int count() {
        return count.get();
    }

    /** Returns when all is answered. */
    void awaitNone() {
        while (count.get() > 0) {
            LockSupport.parkNanos(this, LOOK_INTERVAL_NS);
        }
    }
}
