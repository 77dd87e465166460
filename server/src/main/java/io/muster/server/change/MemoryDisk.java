package io.muster.server.change;

import io.muster.server.disk.Disk;
import io.muster.server.disk.DiskFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** Files of a server that has no data directory: gone with it. */
final class MemoryDisk implements Disk {
    private final Map<Path, MemoryFile> files = new ConcurrentSkipListMap<>();

    @Override
    public void createDirectories(Path directory) {}

    @Override
    public DiskFile create(Path file) throws IOException {
        MemoryFile created = new MemoryFile();
        if (files.putIfAbsent(file, created) != null) {
            throw new FileAlreadyExistsException(file.toString());
        }
        return created;
    }

    @Override
    public DiskFile open(Path file) throws IOException {
        MemoryFile found = files.get(file);
        if (found == null) {
            throw new NoSuchFileException(file.toString());
        }
        return found;
    }

    @Override
    public List<Path> list(Path directory) {
        return List.copyOf(files.keySet());
    }

    @Override
    public void delete(Path file) throws IOException {
        if (files.remove(file) == null) {
            throw new NoSuchFileException(file.toString());
        }
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        MemoryFile found = files.remove(from);
        if (found == null) {
            throw new NoSuchFileException(from.toString());
        }
        files.put(to, found);
    }

    @Override
    public void forceDirectory(Path directory) {}

    @Override
    public Closeable tryLock(Path file) {
        return () -> {};
    }
}
