package io.muster.server.disk;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The real disk: {@link FileChannel}s, forced; never mapped. */
public final class FileChannelDisk implements Disk {
    /** A file system frees so much without keeping those waiting who force another file meanwhile. */
    static final long FREED_AT_ONCE = 128L << 20;

    private static final long SHORTENED_BY = 16L << 20;

    @Override
    public void createDirectories(Path directory) throws IOException {
        Path absolute = directory.toAbsolutePath();
        if (!Files.isDirectory(absolute)) {
            createDirectories(absolute.getParent());
            Files.createDirectory(absolute);
            forceDirectory(absolute.getParent());
        }
    }

    @Override
    public DiskFile create(Path file) throws IOException {
        return new FileChannelFile(FileChannel.open(file, CREATE_NEW, READ, WRITE));
    }

    @Override
    public DiskFile createPrivate(Path file) throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return create(file);
        }
        return new FileChannelFile(FileChannel.open(
                file,
                Set.of(CREATE_NEW, READ, WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))));
    }

    @Override
    public DiskFile open(Path file) throws IOException {
        return new FileChannelFile(FileChannel.open(file, READ, WRITE));
    }

    @Override
    public List<Path> list(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.sorted().toList();
        }
    }

    @Override
    public void delete(Path file) throws IOException {
        shorten(file);
        Files.delete(file);
    }

    /** To free a gigabyte at once may hold up the journal, whose forces wait for the file system to be done with it. */
    private static void shorten(Path file) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) <= FREED_AT_ONCE) {
            return;
        }
        try (FileChannel channel = FileChannel.open(file, WRITE)) {
            for (long length = channel.size(); length > FREED_AT_ONCE; length -= SHORTENED_BY) {
                channel.truncate(length);
            }
            channel.truncate(FREED_AT_ONCE);
        }
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        Files.move(from, to, ATOMIC_MOVE);
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, READ)) {
            channel.force(true);
        }
    }

    @Override
    public long roomBytes(Path directory) throws IOException {
        return Files.getFileStore(directory).getUsableSpace();
    }

    @Override
    public Closeable tryLock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, CREATE, WRITE);
        boolean locked = false;
        try {
            locked = channel.tryLock() != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            locked = false;
        } finally {
            if (!locked) {
                channel.close();
            }
        }
        return locked ? channel : null;
    }
}
