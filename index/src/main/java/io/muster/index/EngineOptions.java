package io.muster.index;

/**
 * What an engine is built for.
 *
 * @param startMillis the first {@code now}, milliseconds since the epoch
 * @param expectedCustomers over all workspaces; sizes the profile store, which can grow to ten times that
 * @param expectedOrders over all workspaces; sizes the store of secondary keys likewise
 */
public record EngineOptions(long startMillis, long expectedCustomers, long expectedOrders) {
    /** The end of the year 9999 in UTC: no now can be later. */
    public static final long LATEST_MILLIS = 253_402_300_799_999L;

    public EngineOptions {
        if (startMillis < 0 || startMillis > LATEST_MILLIS) {
            throw new IllegalArgumentException("start: found " + startMillis + ", expected 0 to " + LATEST_MILLIS
                    + " (milliseconds, to the year 9999)");
        }
    }
}
