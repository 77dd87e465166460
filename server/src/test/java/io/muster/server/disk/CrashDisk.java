package io.muster.server.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A disk in memory that knows what was forced, and shows what may be there after a crash. What it shows is such a disk
 * again, so that it can crash once more. All methods: any thread.
 *
 * <p>Of what was not forced, any 512-byte sector may be there or not, in any of the states it went through; a file may
 * have any of the lengths it had; a name made, changed or removed in a directory that was not forced since may be as
 * before. A directory once made stays.
 */
public final class CrashDisk implements Disk {
    private final Map<Path, CrashFile> names = new TreeMap<>();
    private final Map<Path, CrashFile> forcedNames = new TreeMap<>();
    private final List<NameChange> nameChanges = new ArrayList<>();
    private final Set<Path> directories = new HashSet<>();
    private final Set<Path> locks = new HashSet<>();

    /** {@code removed} goes, {@code added} is {@code file} from then on; either may be null. */
    private record NameChange(Path directory, Path removed, Path added, CrashFile file) {
        void applyTo(Map<Path, CrashFile> target) {
            if (removed != null && target.get(removed) == file) {
                target.remove(removed);
            }
            if (added != null) {
                target.put(added, file);
            }
        }
    }

    /** After the power went: forced names and forced bytes, nothing else. */
    public synchronized CrashDisk crash() {
        CrashDisk after = new CrashDisk();
        after.directories.addAll(directories);
        forcedNames.forEach((path, file) -> after.put(path, file.forcedBytes()));
        return after;
    }

    /** After the power went: what was forced, and of the rest whatever {@code random} lets through. */
    public synchronized CrashDisk crash(Random random) {
        Map<Path, CrashFile> surviving = new TreeMap<>(forcedNames);
        int kept = random.nextInt(4);
        for (NameChange change : nameChanges) {
            if (kept == 0 || kept > 1 && random.nextBoolean()) {
                change.applyTo(surviving);
            }
        }
        CrashDisk after = new CrashDisk();
        after.directories.addAll(directories);
        surviving.forEach((path, file) -> after.put(path, file.tornBytes(random)));
        return after;
    }

    /** After the process was killed while the system went on: all that was written. */
    public synchronized CrashDisk kill() {
        CrashDisk after = new CrashDisk();
        after.directories.addAll(directories);
        names.forEach((path, file) -> after.put(path, file.bytes()));
        return after;
    }

    /** The bytes of a file as they are read now. */
    public synchronized byte[] bytes(Path path) {
        return Objects.requireNonNull(names.get(path), path::toString).bytes();
    }

    /** Puts a file there, as if it and its directory had been forced. */
    public synchronized void put(Path path, byte[] bytes) {
        CrashFile file = new CrashFile(bytes);
        names.put(path, file);
        forcedNames.put(path, file);
        addDirectory(path.getParent());
    }

    /** All files, ordered by path. */
    public synchronized List<Path> files() {
        return List.copyOf(names.keySet());
    }

    /** Lets what was written to a file and not forced never come to the disk, as after a force that failed. */
    synchronized void loseUnforced(Path path) {
        CrashFile file = names.get(path);
        if (file != null) {
            file.loseUnforced();
        }
    }

    @Override
    public synchronized void createDirectories(Path directory) {
        addDirectory(directory);
    }

    @Override
    public synchronized DiskFile create(Path path) throws IOException {
        if (names.containsKey(path) || directories.contains(path)) {
            throw new FileAlreadyExistsException(path.toString());
        }
        requireDirectory(path.getParent());
        CrashFile file = new CrashFile(new byte[0]);
        change(new NameChange(path.getParent(), null, path, file));
        return file;
    }

    @Override
    public synchronized DiskFile open(Path path) throws IOException {
        return named(path);
    }

    @Override
    public synchronized List<Path> list(Path directory) throws IOException {
        requireDirectory(directory);
        return Stream.concat(names.keySet().stream(), directories.stream())
                .filter(path -> directory.equals(path.getParent()))
                .sorted()
                .toList();
    }

    /** An empty directory is gone for good at once. */
    @Override
    public synchronized void delete(Path path) throws IOException {
        if (directories.contains(path)) {
            if (!list(path).isEmpty()) {
                throw new DirectoryNotEmptyException(path.toString());
            }
            directories.remove(path);
        } else {
            change(new NameChange(path.getParent(), path, null, named(path)));
        }
    }

    /** Of files only, and within a directory, as nothing else is one step on every file system. */
    @Override
    public synchronized void rename(Path from, Path to) throws IOException {
        if (directories.contains(from) || !from.getParent().equals(to.getParent())) {
            throw new UnsupportedOperationException(
                    "rename: found " + from + " to " + to + ", expected a file to stay in its directory");
        }
        change(new NameChange(from.getParent(), from, to, named(from)));
    }

    @Override
    public synchronized void forceDirectory(Path directory) throws IOException {
        requireDirectory(directory);
        nameChanges.stream()
                .filter(change -> change.directory.equals(directory))
                .forEach(change -> {
                    change.applyTo(forcedNames);
                });
        nameChanges.removeIf(change -> change.directory.equals(directory));
    }

    @Override
    public synchronized Closeable tryLock(Path path) throws IOException {
        requireDirectory(path.getParent());
        return locks.add(path) ? () -> unlock(path) : null;
    }

    private synchronized void unlock(Path path) {
        locks.remove(path);
    }

    private void change(NameChange change) {
        change.applyTo(names);
        nameChanges.add(change);
    }

    private CrashFile named(Path path) throws NoSuchFileException {
        CrashFile file = names.get(path);
        if (file == null) {
            throw new NoSuchFileException(path.toString());
        }
        return file;
    }

    private void requireDirectory(Path directory) throws NoSuchFileException {
        if (!directories.contains(directory)) {
            throw new NoSuchFileException(directory + ": found no such directory");
        }
    }

    private void addDirectory(Path directory) {
        for (Path each = directory; each != null; each = each.getParent()) {
            directories.add(each);
        }
    }
}
