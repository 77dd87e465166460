package io.muster.server;

import io.muster.index.EngineOptions;

/**
 * Where time comes from.
 *
 * @param mode the system's clock, or one that moves by command only
 * @param startMillis where a manual clock starts, milliseconds since the epoch; a journal that has come further goes on
 *     from there. Without meaning for the system's clock
 */
public record ClockOptions(ClockMode mode, long startMillis) {
    /** Checks the bounds. */
    public ClockOptions {
        Bounds.within("startMillis", startMillis, 0, EngineOptions.LATEST_MILLIS);
    }

    /** The system's clock. */
    public static ClockOptions defaults() {
        return new ClockOptions(ClockMode.SYSTEM, System.currentTimeMillis());
    }
}
