package io.muster.server.status;

import io.muster.server.disk.Disk;
import io.muster.server.disk.DiskFile;
import java.io.IOException;
import java.nio.file.Path;

/** What the files of the journal take of a data directory, and what room there is. Any thread. */
public final class JournalRoom {
    /** What is answered where the disk does not say. */
    public static final long UNKNOWN = -1;

    private static final String PREFIX = "journal-";

    private final Disk disk;
    private final Path directory;

    /**
     * The journal's files.
     *
     * @param count how many
     * @param bytes of all of them; {@link #UNKNOWN} where the disk does not say
     */
    public record Files(int count, long bytes) {}

    /** Of the journal in {@code directory}. */
    public JournalRoom(Disk disk, Path directory) {
        this.disk = disk;
        this.directory = directory;
    }

    /** Asks the disk. */
    public Files files() {
        int count = 0;
        long sum = 0;
        try {
            for (Path file : disk.list(directory)) {
                if (file.getFileName().toString().startsWith(PREFIX)) {
                    count++;
                    sum += bytes(file);
                }
            }
        } catch (IOException e) {
            return new Files(count, UNKNOWN);
        }
        return new Files(count, sum);
    }

    /** How many bytes may still be written; {@link #UNKNOWN} where the disk does not say. */
    public long roomBytes() {
        try {
            long room = disk.roomBytes(directory);
            return room == Long.MAX_VALUE ? UNKNOWN : room;
        } catch (IOException e) {
            return UNKNOWN;
        }
    }

    private long bytes(Path path) throws IOException {
        try (DiskFile file = disk.open(path)) {
            return file.size();
        }
    }
}
