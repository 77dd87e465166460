package io.muster.server.journal;

import io.muster.server.disk.Disk;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The journal of one data directory, which it keeps locked: {@link #open}, {@link #replay} once, then {@link #writer}.
 * One thread, {@link #removeBefore} apart.
 */
public final class Journal implements AutoCloseable {
    private static final String LOCK_NAME = "lock";

    private final Disk disk;
    private final Path directory;
    private final JournalOptions options;
    private final Closeable lock;

    private Journal(Disk disk, Path directory, JournalOptions options, Closeable lock) {
        this.disk = disk;
        this.directory = directory;
        this.options = options;
        this.lock = lock;
    }

    /** The name of the file that begins with {@code firstSequence}. */
    public static String fileName(long firstSequence) {
        return JournalDescriptor.fileName(firstSequence);
    }

    /** The first sequence of the journal file of that name; empty where it is no journal file's. */
    public static OptionalLong firstSequence(String fileName) {
        return JournalDescriptor.firstSequence(fileName);
    }

    /**
     * Takes the directory, made if missing.
     *
     * @throws JournalLockedException if another server has it
     */
    public static Journal open(Disk disk, Path directory, JournalOptions options) throws IOException {
        disk.createDirectories(directory);
        return new Journal(disk, directory, options, lock(disk, directory));
    }

    /** Keeps other servers out until it is closed. */
    static Closeable lock(Disk disk, Path directory) throws IOException {
        Path lockFile = directory.resolve(LOCK_NAME);
        Closeable lock = disk.tryLock(lockFile);
        if (lock == null) {
            throw new JournalLockedException(lockFile);
        }
        return lock;
    }

    /**
     * Takes the lock of a directory that has one, so that no server changes it; null where there is none.
     *
     * @throws JournalLockedException if a server has it
     */
    public static Closeable lockIfThere(Disk disk, Path directory) throws IOException {
        Path lockFile = directory.resolve(LOCK_NAME);
        if (!disk.list(directory).contains(lockFile)) {
            return null;
        }
        Closeable lock = disk.tryLock(lockFile);
        if (lock == null) {
            throw new JournalLockedException(lockFile);
        }
        return lock;
    }

    /**
     * Hands every command to {@code consumer}, in order, and says where writing goes on. A last frame that was cut is
     * left out.
     *
     * @throws JournalDamagedException where it can't be believed
     */
    public JournalEnd replay(CommandConsumer consumer) throws IOException {
        return replay(1, consumer);
    }

    /**
     * As {@link #replay(CommandConsumer)}, from {@code firstSequence} on, where what is before is known from elsewhere.
     * Files wholly before it are not looked at, and need not be there. Where there is no file at all, the journal ends
     * just before {@code firstSequence}.
     *
     * @throws JournalDamagedException where it can't be believed; also if it begins after {@code firstSequence}, or
     *     ends before the command before it, which the caller has and the journal therefore had
     */
    public JournalEnd replay(long firstSequence, CommandConsumer consumer) throws IOException {
        return new JournalReader(disk, directory).replay(firstSequence, consumer);
    }

    /**
     * Removes the files that hold commands before {@code sequence} only, oldest first; never the last file. Any thread,
     * also while the writer writes. After a crash any of them may be there still.
     *
     * @return those removed
     */
    public List<Path> removeBefore(long sequence) throws IOException {
        List<Path> files = JournalFiles.list(disk, directory);
        List<Path> removed = new ArrayList<>();
        for (int i = 0; i + 1 < files.size() && JournalFiles.firstSequence(files.get(i + 1)) <= sequence; i++) {
            disk.delete(files.get(i));
            removed.add(files.get(i));
        }
        if (!removed.isEmpty()) {
            disk.forceDirectory(directory);
        }
        return removed;
    }

    /** A writer that goes on at {@code end}; what was cut there is removed first. The caller closes it, before this. */
    public JournalWriter writer(JournalEnd end) throws IOException {
        return new JournalWriter(disk, directory, options, end);
    }

    /** Gives the directory back. */
    @Override
    public void close() throws IOException {
        lock.close();
    }
}
