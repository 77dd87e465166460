package io.muster.server.snapshot;

import io.muster.server.disk.Disk;
import io.muster.server.disk.DiskFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * A disk that does not force files whose name starts in a certain way: what a crash test has to find out.
 *
 * @param disk that does all else
 * @param unforcedPrefix of the names
 */
record ForgetfulDisk(Disk disk, String unforcedPrefix) implements Disk {
    @Override
    public void createDirectories(Path directory) throws IOException {
        disk.createDirectories(directory);
    }

    @Override
    public DiskFile create(Path file) throws IOException {
        return wrapped(file, disk.create(file));
    }

    @Override
    public DiskFile open(Path file) throws IOException {
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
    public Closeable tryLock(Path file) throws IOException {
        return disk.tryLock(file);
    }

    private DiskFile wrapped(Path path, DiskFile file) {
        return path.getFileName().toString().startsWith(unforcedPrefix) ? new Unforced(file) : file;
    }

    private record Unforced(DiskFile file) implements DiskFile {
        @Override
        public int write(ByteBuffer source, long position) throws IOException {
            return file.write(source, position);
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            return file.read(target, position);
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public void force() {}

        @Override
        public void truncate(long lengthBytes) throws IOException {
            file.truncate(lengthBytes);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
