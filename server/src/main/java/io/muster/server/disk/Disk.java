package io.muster.server.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The file system as the server uses it. Any thread; every call may fail, and then says nothing of how far it came. */
public interface Disk {
    /** Makes the directory and those above it where they are missing; they outlive a crash. */
    void createDirectories(Path directory) throws IOException;

    /**
     * A new file to write and read; fails where there is one of that name. It outlives a crash once its directory is
     * forced.
     */
    DiskFile create(Path file) throws IOException;

    /** As {@link #create}, and nobody but its owner may read the file where the file system knows of owners. */
    default DiskFile createPrivate(Path file) throws IOException {
        return create(file);
    }

    /** An existing file to write and read. */
    DiskFile open(Path file) throws IOException;

    /** The files and directories in {@code directory}, ordered by name. */
    List<Path> list(Path directory) throws IOException;

    /** Removes a file that is there; after a failure, or a crash, it may be there and shorter. */
    void delete(Path file) throws IOException;

    /** Gives a file another name in one step, over a file of that name. */
    void rename(Path from, Path to) throws IOException;

    /** Returns when the names in the directory are on the disk. */
    void forceDirectory(Path directory) throws IOException;

    /** How many bytes may still be written in {@code directory}; {@link Long#MAX_VALUE} where nobody knows. */
    default long roomBytes(Path directory) throws IOException {
        return Long.MAX_VALUE;
    }

    /**
     * Locks {@code file}, made if missing, until the result is closed or the process ends; null where it is locked
     * already.
     */
    Closeable tryLock(Path file) throws IOException;
}
