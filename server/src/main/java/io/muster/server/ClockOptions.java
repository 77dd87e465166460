package io.muster.server;

import io.muster.index.EngineOptions;

/**
 * Where time comes from.
 *
 * @param mode the system's clock, or one that moves by command only
 * @param startMillis where a manual clock starts, milliseconds since the epoch; a journal that has come further goes on
 *     from there. Without meaning for the system's clock
 * @param maxLeapMillis how far the system's clock may leap ahead and still be followed
 */
public record ClockOptions(ClockMode mode, long startMillis, long maxLeapMillis) {
    public static final long LEAST_LEAP_MILLIS = 1_000;
    public static final long MOST_LEAP_MILLIS = 10L * 86_400_000;

    /** Checks the bounds. */
    public ClockOptions {
        Bounds.within("startMillis", startMillis, 0, EngineOptions.LATEST_MILLIS);
        Bounds.within("maxLeapMillis", maxLeapMillis, LEAST_LEAP_MILLIS, MOST_LEAP_MILLIS);
    }

    /** The system's clock, followed over leaps of up to a day. */
    public static ClockOptions defaults() {
        return new ClockOptions(ClockMode.SYSTEM, System.currentTimeMillis(), 86_400_000);
    }
}
