package io.muster.server.security;

import io.muster.server.disk.Disk;
import io.muster.server.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * A small file, readable for its owner only, that is replaced as a whole. A change is written beside, forced, renamed
 * over, and the directory forced: after a crash the file is the one before or the one after. One thread.
 */
public final class PrivateFile {
    private static final int MAX_BYTES = 64 << 20;

    private final Disk disk;
    private final Path file;
    private final Path beside;
    private final Path directory;

    public PrivateFile(Disk disk, Path file) {
        this.disk = disk;
        this.file = file;
        directory = file.getParent() == null ? Path.of("") : file.getParent();
        beside = directory.resolve(file.getFileName() + ".new");
    }

    /** Where it is. */
    public Path path() {
        return file;
    }

    /** What is in it; null where there is none. Its directory must be there. */
    public byte[] load() throws IOException {
        if (!disk.list(directory).contains(file)) {
            return null;
        }
        try (DiskFile opened = disk.open(file)) {
            if (opened.size() > MAX_BYTES) {
                throw new IOException(file + ": found " + opened.size() + " bytes, expected " + MAX_BYTES + " at most");
            }
            ByteBuffer bytes = ByteBuffer.allocate((int) opened.size());
            opened.readFully(bytes, 0);
            return bytes.array();
        }
    }

    /** Replaces it; where this throws, either is there after a restart. */
    public void save(byte[] bytes) throws IOException {
        if (disk.list(directory).contains(beside)) {
            disk.delete(beside);
        }
        try (DiskFile created = disk.createPrivate(beside)) {
            created.writeFully(ByteBuffer.wrap(bytes), 0);
            created.force();
        }
        disk.rename(beside, file);
        disk.forceDirectory(directory);
    }
}
