package io.muster.server.snapshot;

/**
 * When and how snapshots are taken.
 *
 * @param journalBytes one is taken when the journal has grown by so much since the last; fewer mean quicker starts and
 *     more writing
 * @param bytesPerSecond how fast one is written; acknowledgements share the disk with it
 * @param onStop whether a clean stop takes one, so that the next start reads no journal
 */
public record SnapshotOptions(long journalBytes, long bytesPerSecond, boolean onStop) {
    /** The slowest that can be asked for. */
    public static final long MIN_BYTES_PER_SECOND = 64 * 1024;

    private static final long MIB = 1 << 20;

    /** Checks the bounds. */
    public SnapshotOptions {
        atLeast("journalBytes", journalBytes, 1);
        atLeast("bytesPerSecond", bytesPerSecond, MIN_BYTES_PER_SECOND);
    }

    /** One for each GiB of journal and when the server stops, at 200 MiB a second. */
    public static SnapshotOptions defaults() {
        return new SnapshotOptions(1024 * MIB, 200 * MIB, true);
    }

    private static void atLeast(String name, long found, long least) {
        if (found < least) {
            throw new IllegalArgumentException(name + ": found " + found + ", expected " + least + " or more");
        }
    }
}
