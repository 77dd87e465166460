package io.muster.server.change;

/**
 * How changes are kept.
 *
 * @param retentionBytes how much is kept on the disk; the oldest file goes first, the one that is written stays
 * @param retentionMillis a file goes when its last change is older than the newest by so much, in the engine's time; 0
 *     for no such bound
 * @param memoryBytes how much is kept where there is no data directory
 * @param fileBytes how long one file gets before the next is begun; one sequence is never divided
 * @param bufferBytes between the engine and the disk; a power of two
 * @param stallMillis how long the engine waits for a full buffer from which nothing is taken; then the stream is broken
 *     until the next start
 * @param feed how they are followed
 */
public record ChangeOptions(
        long retentionBytes,
        long retentionMillis,
        long memoryBytes,
        long fileBytes,
        int bufferBytes,
        long stallMillis,
        FeedOptions feed) {
    private static final int KIB = 1024;
    private static final int MIB = 1024 * KIB;
    private static final int LEAST_FILES = 4;

    /** Checks the bounds. */
    public ChangeOptions {
        within("changes.retention-bytes", retentionBytes, 64 * KIB, Long.MAX_VALUE);
        within("changes.retention-millis", retentionMillis, 0, Long.MAX_VALUE);
        within("changes.memory-bytes", memoryBytes, 64 * KIB, 16L * KIB * MIB);
        within("changes.file-bytes", fileBytes, 4 * KIB, KIB * (long) MIB);
        within("changes.buffer-bytes", bufferBytes, 64 * KIB, 1024 * MIB);
        within("changes.stall-millis", stallMillis, 1, 60_000);
        if (Integer.bitCount(bufferBytes) != 1) {
            throw new IllegalArgumentException(
                    "changes.buffer-bytes: found " + bufferBytes + ", expected a power of two");
        }
    }

    /** 1 GiB on the disk whatever its age, 64 MiB in memory, files of 64 MiB, a buffer of 16 MiB, 2 seconds. */
    public static ChangeOptions defaults() {
        return new ChangeOptions(1024L * MIB, 0, 64L * MIB, 64L * MIB, 16 * MIB, 2_000, FeedOptions.defaults());
    }

    /** As these, kept in memory: as much as that allows, in files that are a part of it. */
    ChangeOptions inMemory() {
        return new ChangeOptions(memoryBytes, retentionMillis, memoryBytes, fileBytes, bufferBytes, stallMillis, feed);
    }

    /** A file's length so that several make up what is retained. */
    long rollBytes() {
        return Math.min(fileBytes, retentionBytes / LEAST_FILES);
    }

    private static void within(String name, long found, long least, long most) {
        if (found < least || found > most) {
            throw new IllegalArgumentException(name + ": found " + found + ", expected " + least + " to " + most);
        }
    }
}
