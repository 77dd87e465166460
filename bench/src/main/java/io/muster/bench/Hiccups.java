package io.muster.bench;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * How late a thread of this process wakes that wants nothing but that: what a client meets with before any server is
 * asked (after Gil Tene's jHiccup). One thread.
 */
final class Hiccups {
    private static final long SLEEP_NS = 1_000_000;

    private Hiccups() {}

    /** The latest waking in nanoseconds, for as long as {@code going}. */
    static long longestNs(BooleanSupplier going) {
        long longest = 0;
        long before = System.nanoTime();
        while (going.getAsBoolean()) {
            LockSupport.parkNanos(SLEEP_NS);
            long now = System.nanoTime();
            longest = Math.max(longest, now - before - SLEEP_NS);
            before = now;
        }
        return longest;
    }
}
