package io.muster.index.workspace;

import io.muster.index.Outcome;

/** How long after its start an open checkout of a workspace counts as abandoned, in milliseconds. */
public final class AbandonmentDelay {
    /** What a workspace has that says nothing about it: an hour. */
    public static final long DEFAULT_MILLIS = 60 * 60 * 1_000L;

    /** The shortest: a minute. */
    public static final long LEAST_MILLIS = 60 * 1_000L;

    /** The longest: 30 times 24 hours. */
    public static final long MOST_MILLIS = 30 * 24 * 60 * 60 * 1_000L;

    private AbandonmentDelay() {}

    /** The delay that is meant where 0 stands for the default. */
    public static long of(long millis) {
        return millis == 0 ? DEFAULT_MILLIS : millis;
    }

    /** Whether it is too short or too long; says so in {@code outcome}. */
    public static boolean isRefused(long millis, Outcome outcome) {
        boolean refused = millis < LEAST_MILLIS || millis > MOST_MILLIS;
        if (refused) {
            outcome.refuseField(
                    "abandoned_after",
                    "found " + millis + " ms, expected " + LEAST_MILLIS + " (a minute) to " + MOST_MILLIS
                            + " (30 days)");
        }
        return refused;
    }
}
