package io.muster.server.journal;

import io.muster.server.disk.Disk;
import io.muster.server.disk.DiskFile;
import io.muster.server.journal.JournalVerification.FileReport;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a journal where it is damaged, or where its last batch was never completely written. Nothing before that is
 * touched, and nothing is lost for good: what is removed is kept beside, in files that end with {@code .damaged}. The
 * directory is locked until {@link #close}. One thread.
 *
 * <p>Steps, each forced before the next: a copy of what will be cut off; later files renamed, the last first; the cut.
 * A crash in between leaves a journal that can be repaired again.
 */
public final class JournalRepair implements AutoCloseable {
    private static final String SUFFIX = ".damaged";
    private static final int COPY_LENGTH = 1 << 20;

    private final Disk disk;
    private final Path directory;
    private final Closeable lock;
    private final JournalVerification found;
    private final int index;

    /** What was kept beside. */
    private final List<Path> kept = new ArrayList<>();

    private JournalRepair(Disk disk, Path directory, Closeable lock) throws IOException {
        this.disk = disk;
        this.directory = directory;
        this.lock = lock;
        found = JournalVerification.of(disk, directory);
        index = firstBad(found.files());
    }

    /**
     * Reads the journal in {@code directory}; changes nothing yet.
     *
     * @throws JournalLockedException if a server has it
     * @throws IOException if there is no journal in it; nothing is made there then
     */
    public static JournalRepair of(Disk disk, Path directory) throws IOException {
        if (JournalFiles.list(disk, directory).isEmpty()) {
            throw new IOException(directory + ": found no journal in it, expected a data directory");
        }
        Closeable lock = Journal.lock(disk, directory);
        try {
            return new JournalRepair(disk, directory, lock);
        } catch (Throwable e) {
            lock.close();
            throw e;
        }
    }

    /** Whether there is anything to repair. */
    public boolean isNeeded() {
        return index >= 0;
    }

    /** What is wrong: the damage, or how much of a batch is there without the rest. */
    public String reason() {
        FileReport bad = found.files().get(index);
        return bad.damage() != null
                ? bad.damage().getMessage()
                : "journal cut: " + bad.file() + ", offset " + bad.wholeBytes() + ": found " + bad.droppedBytes()
                        + " bytes of a batch that was never completely written";
    }

    /** What would be dropped and what is kept, a line each. */
    public List<String> plan() {
        FileReport bad = found.files().get(index);
        List<String> lines = new ArrayList<>();
        lines.add("keep " + keptSequences());
        lines.add("drop " + (bad.sizeBytes() - cutAt(bad)) + " bytes of " + bad.file() + " from offset " + cutAt(bad));
        for (FileReport later : laterFiles()) {
            lines.add("drop " + later.file() + ", " + later.sizeBytes() + " bytes, " + later.commands()
                    + " whole commands from sequence " + later.firstSequence() + " on");
        }
        return lines;
    }

    /**
     * Does it.
     *
     * @return the files in which is kept what was removed
     */
    public List<Path> carryOut() throws IOException {
        FileReport bad = found.files().get(index);
        boolean isWhole = cutAt(bad) == 0;
        if (!isWhole) {
            copyFrom(bad.file(), cutAt(bad));
        }
        for (FileReport later : laterFiles().reversed()) {
            setAside(later.file());
        }
        if (isWhole) {
            setAside(bad.file());
        } else {
            cut(bad.file(), cutAt(bad));
        }
        return List.copyOf(kept);
    }

    /** Gives the directory back. */
    @Override
    public void close() throws IOException {
        lock.close();
    }

    private List<FileReport> laterFiles() {
        return found.files().subList(index + 1, found.files().size());
    }

    private String keptSequences() {
        long last = found.lastSequence();
        return last < found.firstSequence() ? "no sequence" : "sequences " + found.firstSequence() + " to " + last;
    }

    /** A file without a whole batch goes as a whole. */
    private static long cutAt(FileReport bad) {
        return bad.frames() == 0 ? 0 : bad.wholeBytes();
    }

    private static int firstBad(List<FileReport> files) {
        for (int i = 0; i < files.size(); i++) {
            if (files.get(i).damage() != null || files.get(i).droppedBytes() > 0) {
                return i;
            }
        }
        return -1;
    }

    private void copyFrom(Path path, long offset) throws IOException {
        Path copy = free(path);
        try (DiskFile source = disk.open(path);
                DiskFile target = disk.create(copy)) {
            ByteBuffer buffer = ByteBuffer.allocate(COPY_LENGTH);
            long at = offset;
            while (source.readFully(buffer.clear(), at) > 0) {
                int length = buffer.flip().remaining();
                target.writeFully(buffer, at - offset);
                at += length;
            }
            target.force();
        }
        disk.forceDirectory(directory);
        kept.add(copy);
    }

    private void setAside(Path path) throws IOException {
        Path aside = free(path);
        disk.rename(path, aside);
        disk.forceDirectory(directory);
        kept.add(aside);
    }

    private void cut(Path path, long lengthBytes) throws IOException {
        try (DiskFile file = disk.open(path)) {
            file.truncate(lengthBytes);
            file.force();
        }
    }

    private Path free(Path path) throws IOException {
        List<Path> taken = disk.list(directory);
        Path candidate = path.resolveSibling(path.getFileName() + SUFFIX);
        for (int i = 2; taken.contains(candidate); i++) {
            candidate = path.resolveSibling(path.getFileName() + "." + i + SUFFIX);
        }
        return candidate;
    }
}
