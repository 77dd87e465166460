package io.muster.server.hook;

import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: twice as long each time, up to a bound, and less by up to half, so that not all
 * come back at once. Any thread.
 */
record Backoff(long firstMillis, long maxMillis) {
    private static final int MOST_DOUBLINGS = 30;

    /**
     * Waits this long.
     *
     * @param failures so far, 1 or more
     * @param askedMillis by the receiver; 0 where it did not say
     */
    long millis(int failures, long askedMillis, RandomGenerator random) {
        long doubled = firstMillis << Math.min(failures - 1, MOST_DOUBLINGS);
        long bounded = Math.min(doubled, maxMillis);
        long jittered = bounded - random.nextLong(bounded / 2 + 1);
        return Math.clamp(askedMillis, Math.max(1, jittered), Math.max(jittered, maxMillis));
    }
}
