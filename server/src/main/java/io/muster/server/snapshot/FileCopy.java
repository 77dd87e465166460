package io.muster.server.snapshot;

import io.muster.server.disk.Disk;
import io.muster.server.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import org.agrona.BufferUtil;

/** Copies files of a data directory, forced in portions, at a bounded rate. One thread. */
final class FileCopy {
    private static final int PORTION_LENGTH = 4 << 20;

    private final Disk disk;
    private final BytesPerSecond pace;
    private final Cancellation cancellation;

    FileCopy(Disk disk, BytesPerSecond pace, Cancellation cancellation) {
        this.disk = disk;
        this.pace = pace;
        this.cancellation = cancellation;
    }

    /** Makes {@code directory} where it is missing, and says no where something is in it. */
    void requireEmpty(Path directory) throws IOException {
        disk.createDirectories(directory);
        List<Path> found = disk.list(directory);
        if (!found.isEmpty()) {
            String more = found.size() == 1 ? "" : " and " + (found.size() - 1) + " more";
            throw new FileSystemException(
                    directory.toString(),
                    null,
                    "found " + found.getFirst().getFileName() + more + ", expected an empty directory or none");
        }
    }

    /** Copies a file; the copy is on the disk when this returns, its name once the directory is forced. */
    void copy(Path from, Path to) throws IOException {
        ByteBuffer portion = ByteBuffer.allocateDirect(PORTION_LENGTH);
        try (DiskFile source = disk.open(from);
                DiskFile target = disk.create(to)) {
            long sizeBytes = source.size();
            for (long at = 0; at < sizeBytes; ) {
                portion.clear();
                int read = source.readFully(portion, at);
                if (read == 0) {
                    throw new IOException(from + ": found its end at " + at + ", expected " + sizeBytes + " bytes");
                }
                pace.await(read, cancellation);
                target.writeFully(portion.flip(), at);
                target.force();
                at += read;
            }
            target.force();
        } finally {
            BufferUtil.free(portion);
        }
    }
}
