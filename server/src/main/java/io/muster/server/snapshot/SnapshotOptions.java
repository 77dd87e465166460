package io.muster.server.snapshot;

/**
 * When and how snapshots are taken.
 *
 * @param journalBytes one is taken when the journal has grown by so much since the last; fewer mean quicker starts and
 *     more writing. 0: never by itself
 * @param bytesPerSecond how fast one is written; acknowledgements share the disk with it
 * @param forceBytes how much is written between two forces: what is forced at once holds up the journal's next force
 * @param onStop whether a clean stop takes one, so that the next start reads no journal
 * @param compressed whether blocks are compressed with Zstandard
 */
public record SnapshotOptions(
        long journalBytes, long bytesPerSecond, long forceBytes, boolean onStop, boolean compressed) {
    /** The slowest that can be asked for. */
    public static final long LEAST_BYTES_PER_SECOND = 64 * 1024;

    private static final long MIB = 1 << 20;

    /** Checks the bounds. */
    public SnapshotOptions {
        atLeast("snapshot-journal-bytes", journalBytes, 0);
        atLeast("snapshot-bytes-per-second", bytesPerSecond, LEAST_BYTES_PER_SECOND);
        atLeast("snapshot-force-bytes", forceBytes, 4096);
    }

    /** One for each GiB of journal and when the server stops, at 200 MiB a second, forced every 8 MiB, compressed. */
    public static SnapshotOptions defaults() {
        return new SnapshotOptions(1024 * MIB, 200 * MIB, 8 * MIB, true, true);
    }

    /** The same, as fast as the disk can: where nobody else waits for it. */
    public SnapshotOptions unhurried() {
        return new SnapshotOptions(journalBytes, Long.MAX_VALUE, forceBytes, onStop, compressed);
    }

    private static void atLeast(String name, long found, long least) {
        if (found < least) {
            throw new IllegalArgumentException(name + ": found " + found + ", expected " + least + " or more");
        }
    }
}
