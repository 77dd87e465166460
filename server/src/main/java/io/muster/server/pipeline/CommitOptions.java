package io.muster.server.pipeline;

/**
 * How long what is acknowledged may be without being on the disk, where nobody waits for that.
 *
 * @param intervalMillis of a batch with {@link Durability#INTERVAL}; less means less is lost when the power goes, and
 *     more forces
 * @param memoryMillis of a batch with {@link Durability#MEMORY}, so that nothing stays off the disk for ever
 */
public record CommitOptions(int intervalMillis, int memoryMillis) {
    private static final int MAX_MILLIS = 60_000;

    /** Checks the bounds. */
    public CommitOptions {
        within("intervalMillis", intervalMillis);
        within("memoryMillis", memoryMillis);
    }

    /** 10 ms, a second. */
    public static CommitOptions defaults() {
        return new CommitOptions(10, 1_000);
    }

    /** How long a batch may wait for a force of its own. */
    int millis(Durability durability) {
        return switch (durability) {
            case DISK -> 0;
            case INTERVAL -> intervalMillis;
            case MEMORY -> memoryMillis;
        };
    }

    private static void within(String name, int found) {
        if (found < 1 || found > MAX_MILLIS) {
            throw new IllegalArgumentException(name + ": found " + found + ", expected 1 to " + MAX_MILLIS);
        }
    }
}
