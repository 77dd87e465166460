package io.muster.server.metrics;

import io.muster.server.disk.Disk;
import io.muster.server.disk.DiskFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A disk whose writes and forces are measured. Any thread. */
public final class MeteredDisk implements Disk {
    private final Disk disk;
    private final DiskMeter meter;

    /** Measures {@code disk} with {@code meter}. */
    public MeteredDisk(Disk disk, DiskMeter meter) {
        this.disk = disk;
        this.meter = meter;
    }

    @Override
    public void createDirectories(Path directory) throws IOException {
        disk.createDirectories(directory);
    }

    @Override
    public DiskFile create(Path file) throws IOException {
        return new MeteredFile(disk.create(file), file, meter);
    }

    @Override
    public DiskFile createPrivate(Path file) throws IOException {
        return new MeteredFile(disk.createPrivate(file), file, meter);
    }

    @Override
    public DiskFile open(Path file) throws IOException {
        return new MeteredFile(disk.open(file), file, meter);
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
        try {
            disk.forceDirectory(directory);
        } catch (IOException e) {
            meter.failed("force of " + directory + ": " + e.getMessage());
            throw e;
        }
    }

    @Override
    public Closeable tryLock(Path file) throws IOException {
        return disk.tryLock(file);
    }
}
