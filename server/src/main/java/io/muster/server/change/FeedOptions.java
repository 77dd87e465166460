package io.muster.server.change;

/**
 * How changes are followed.
 *
 * @param maxFollowers at one time, over all connections
 * @param heartbeatMillis how often a follower is told how far it is while nothing happens
 * @param cutOffMillis how long a connection may take nothing of what waits for it
 */
public record FeedOptions(int maxFollowers, long heartbeatMillis, long cutOffMillis) {
    /** Checks the bounds. */
    public FeedOptions {
        within("changes.max-followers", maxFollowers, 1, 10_000);
        within("changes.heartbeat-millis", heartbeatMillis, 10, 60_000);
        within("changes.cut-off-millis", cutOffMillis, 100, 3_600_000);
    }

    /** 256 followers, told every second, cut off after a minute. */
    public static FeedOptions defaults() {
        return new FeedOptions(256, 1_000, 60_000);
    }

    private static void within(String name, long found, long least, long most) {
        if (found < least || found > most) {
            throw new IllegalArgumentException(name + ": found " + found + ", expected " + least + " to " + most);
        }
    }
}
