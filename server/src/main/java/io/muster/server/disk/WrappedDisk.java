package io.muster.server.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A disk that does what another one does, but for what a subclass does beside it or instead. */
public abstract class WrappedDisk implements Disk {
    private final Disk disk;

    /** Passes every call on to {@code disk}. */
    protected WrappedDisk(Disk disk) {
        this.disk = disk;
    }

    /** What stands for a file that was made or opened. */
    protected abstract DiskFile wrapped(Path path, DiskFile file);

    @Override
    public void createDirectories(Path directory) throws IOException {
        disk.createDirectories(directory);
    }

    @Override
    public final DiskFile create(Path file) throws IOException {
        return wrapped(file, disk.create(file));
    }

    @Override
    public final DiskFile createPrivate(Path file) throws IOException {
        return wrapped(file, disk.createPrivate(file));
    }

    @Override
    public final DiskFile open(Path file) throws IOException {
        return wrapped(file, disk.open(file));
    }

    @Override
    public List<Path> list(Path directory) throws IOException {
        return disk.list(directory);
    }

    @Override
    public void delete(Path file) throws IOException {
        disk.delete(file);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        disk.rename(from, to);
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        disk.forceDirectory(directory);
    }

    @Override
    public long roomBytes(Path directory) throws IOException {
        return disk.roomBytes(directory);
    }

    @Override
    public Closeable tryLock(Path file) throws IOException {
        return disk.tryLock(file);
    }
}
