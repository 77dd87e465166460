package io.muster.server;

/**
 * How a server ends.
 *
 * @param timeoutMillis how long it may take to finish what was taken in
 */
public record StopOptions(int timeoutMillis) {
    public static final int MAX_TIMEOUT_MILLIS = 3_600_000;

    /** Checks the bounds. */
    public StopOptions {
        Bounds.within("timeoutMillis", timeoutMillis, 1, MAX_TIMEOUT_MILLIS);
    }

    /** 30 seconds. */
    public static StopOptions defaults() {
        return new StopOptions(30_000);
    }
}
