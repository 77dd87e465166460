package io.muster.server.status;

import io.muster.server.disk.Disk;
import io.muster.server.disk.DiskFile;
import java.io.IOException;
import java.nio.file.Path;

/** How much of a data directory the files of the journal take. Any thread. */
public final class JournalLength {
    /** What is answered where the disk does not say. */
    public static final long UNKNOWN = -1;

    private static final String PREFIX = "journal-";

    private final Disk disk;
    private final Path directory;

    /** Of the journal in {@code directory}. */
    public JournalLength(Disk disk, Path directory) {
        this.disk = disk;
        this.directory = directory;
    }

    /** Asks the disk. */
    public long bytes() {
        long sum = 0;
        try {
            for (Path file : disk.list(directory)) {
                if (file.getFileName().toString().startsWith(PREFIX)) {
                    sum += bytes(file);
                }
            }
        } catch (IOException e) {
            return UNKNOWN;
        }
        return sum;
    }

    private long bytes(Path path) throws IOException {
        try (DiskFile file = disk.open(path)) {
            return file.size();
        }
    }
}
