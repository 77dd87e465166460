package io.muster.index;

import io.muster.index.change.ChangeListener;

/**
 * What an engine is built for.
 *
 * @param startMillis the first {@code now}, milliseconds since the epoch
 * @param expectedCustomers over all workspaces; sizes the stores of profiles and of e-mail addresses; more fit, and are
 *     looked for in more than one map
 * @param changes hears of every change of membership, on the engine's thread
 * @param pace how much is done at once of what takes long
 */
public record EngineOptions(long startMillis, long expectedCustomers, ChangeListener changes, Pace pace) {
    /** The end of the year 9999 in UTC: no now can be later. */
    public static final long LATEST_MILLIS = 253_402_300_799_999L;

    /** Nobody hears of changes, and the pace is the usual one. */
    public EngineOptions(long startMillis, long expectedCustomers) {
        this(startMillis, expectedCustomers, ChangeListener.NONE, Pace.USUAL);
    }

    public EngineOptions {
        if (startMillis < 0 || startMillis > LATEST_MILLIS) {
            throw new IllegalArgumentException("start: found " + startMillis + ", expected 0 to " + LATEST_MILLIS
                    + " (milliseconds, to the year 9999)");
        }
    }
}
