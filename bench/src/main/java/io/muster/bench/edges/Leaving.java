package io.muster.bench.edges;

import java.time.Duration;

/**
 * Customers who come for a part of the run and leave evenly over it.
 *
 * @param first the number of the first
 * @param count how many
 * @param firstMillis the first instant at which the first is no member any more, milliseconds since the epoch
 * @param perSecond how many leave
 */
record Leaving(int first, int count, long firstMillis, double perSecond) {
    private static final long WINDOW_MILLIS = Duration.ofDays(30).toMillis();

    /** The first instant at which one of them is no member. */
    long dueMillis(int customer) {
        return firstMillis + (long) ((customer - first) * 1_000.0 / perSecond);
    }

    /**
     * The same of a customer who was there from the beginning: those leave over 30 days, as in a shop that sells evenly
     * (a 64-bit mix as of SplittableRandom).
     */
    static long ofOldMillis(int customer, long startMillis) {
        long mixed = (customer + 1) * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return startMillis + Long.remainderUnsigned(mixed ^ (mixed >>> 31), WINDOW_MILLIS);
    }
}
