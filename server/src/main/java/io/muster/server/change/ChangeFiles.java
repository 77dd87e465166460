package io.muster.server.change;

import io.muster.server.disk.Disk;
import io.muster.server.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files that are retained, by their first sequence. One thread changes them, any thread reads. */
final class ChangeFiles {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeLog.class);

    private final Disk disk;
    private final Path directory;
    private final ConcurrentSkipListMap<Long, ChangeFile> byFirst = new ConcurrentSkipListMap<>();
    private volatile long emptyFromSequence = 1;
    private long beyondSequence;

    ChangeFiles(Disk disk, Path directory) {
        this.disk = disk;
        this.directory = directory;
    }

    /**
     * Finds the files that are there. Only the newest is read: its end is where the last whole block ends.
     *
     * <p>One without a header was begun and did not come to the disk, but what older files have beyond its first
     * sequence is void all the same.
     *
     * @return the last sequence up to which all changes are there; 0 where there are none
     */
    long open() throws IOException {
        for (Path path : disk.list(directory)) {
            OptionalLong first =
                    ChangeDescriptor.firstSequence(path.getFileName().toString());
            if (first.isPresent()) {
                byFirst.put(first.getAsLong(), new ChangeFile(path, first.getAsLong(), lengthOf(path)));
            }
        }
        long most = Long.MAX_VALUE;
        for (ChangeFile file : byFirst.descendingMap().values()) {
            long reached = reachedIn(file);
            if (reached >= 0) {
                return Math.min(most, reached);
            }
            most = file.firstSequence() - 1;
        }
        return 0;
    }

    /** Whether the files have anything of later sequences, which is void. */
    boolean hasBeyond(long sequence) {
        return beyondSequence > sequence || !byFirst.isEmpty() && byFirst.lastKey() > sequence;
    }

    /**
     * Makes the file that starts with {@code firstSequence}, which makes void what others have of that sequence and
     * later ones; when this returns, that holds whatever happens.
     */
    DiskFile create(long firstSequence) throws IOException {
        removeFrom(firstSequence + 1);
        Path path = directory.resolve(ChangeDescriptor.fileName(firstSequence));
        DiskFile file = byFirst.containsKey(firstSequence) ? disk.open(path) : disk.create(path);
        try {
            ByteBuffer header =
                    ByteBuffer.allocate(ChangeDescriptor.FILE_HEADER_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
            ChangeDescriptor.putFileHeader(header, firstSequence);
            file.truncate(0);
            file.writeFully(header, 0);
            file.force();
            disk.forceDirectory(directory);
        } catch (Throwable e) {
            try (file) {
                throw e;
            }
        }
        byFirst.put(firstSequence, new ChangeFile(path, firstSequence, emptyFile(firstSequence)));
        beyondSequence = 0;
        return file;
    }

    DiskFile open(ChangeFile file) throws IOException {
        return disk.open(file.path());
    }

    /** An empty file that is to take the place of another one; removed at the next start if it does not come so far. */
    DiskFile createBeside(ChangeFile file) throws IOException {
        Path path = unfinished(file);
        if (disk.list(directory).contains(path)) {
            disk.delete(path);
        }
        return disk.create(path);
    }

    /** Puts the file made beside in the place of the other, which those who read it still have. */
    void replace(ChangeFile file, long lengthBytes) throws IOException {
        if (byFirst.get(file.firstSequence()) != file) {
            disk.delete(unfinished(file));
            return;
        }
        disk.rename(unfinished(file), file.path());
        disk.forceDirectory(directory);
        ChangeFile replaced = new ChangeFile(
                file.path(), file.firstSequence(), new ChangeFile.End(lengthBytes, 0, 0, Long.MAX_VALUE));
        replaced.latestMillis(file.latestMillis());
        byFirst.put(file.firstSequence(), replaced);
    }

    private static Path unfinished(ChangeFile file) {
        return file.path().resolveSibling(file.path().getFileName() + ChangeDescriptor.UNFINISHED);
    }

    /** Removes files whose first sequence is this or later, the newest first. */
    void removeFrom(long sequence) throws IOException {
        for (ChangeFile file : byFirst.tailMap(sequence).descendingMap().values()) {
            remove(file);
        }
    }

    /** While there is no file: all changes from this sequence on are to come. */
    void startAt(long sequence) {
        emptyFromSequence = sequence;
    }

    /** Removes the oldest while more is kept than the options allow, or while it is spoilt, but never the newest. */
    void retain(ChangeOptions options) throws IOException {
        long latestMillis = byFirst.values().stream()
                .mapToLong(ChangeFile::latestMillis)
                .max()
                .orElse(0);
        while (byFirst.size() > 1) {
            ChangeFile oldest = byFirst.firstEntry().getValue();
            boolean spoilt = oldest.firstSequence() < oldestSequence();
            if (!spoilt && !isOld(oldest, latestMillis, options) && lengthBytes() <= options.retentionBytes()) {
                return;
            }
            remove(oldest);
        }
    }

    private boolean isOld(ChangeFile file, long latestMillis, ChangeOptions options) throws IOException {
        if (options.retentionMillis() == 0) {
            return false;
        }
        if (file.latestMillis() == 0) {
            reachedIn(file);
        }
        return file.latestMillis() < latestMillis - options.retentionMillis();
    }

    /** The file that has the changes of that sequence; null where there is none, or none that is whole. */
    ChangeFile at(long sequence) {
        Map.Entry<Long, ChangeFile> entry = byFirst.floorEntry(sequence);
        return entry == null || entry.getValue().isSpoilt() ? null : entry.getValue();
    }

    /** The file after one of that first sequence; null where there is none. */
    ChangeFile after(long firstSequence) {
        Map.Entry<Long, ChangeFile> entry = byFirst.higherEntry(firstSequence);
        return entry == null ? null : entry.getValue();
    }

    /** Null where there is none. */
    ChangeFile newest() {
        Map.Entry<Long, ChangeFile> entry = byFirst.lastEntry();
        return entry == null ? null : entry.getValue();
    }

    /** From where on changes are retained; {@link Long#MAX_VALUE} while the newest file is spoilt. */
    long oldestSequence() {
        long oldest = byFirst.isEmpty() ? emptyFromSequence : Long.MAX_VALUE;
        for (ChangeFile file : byFirst.descendingMap().values()) {
            if (file.isSpoilt()) {
                return oldest;
            }
            oldest = file.firstSequence();
        }
        return oldest;
    }

    Collection<ChangeFile> all() {
        return byFirst.values();
    }

    long lengthBytes() {
        return byFirst.values().stream().mapToLong(ChangeFile::lengthBytes).sum();
    }

    private void remove(ChangeFile file) throws IOException {
        byFirst.remove(file.firstSequence());
        disk.delete(file.path());
        LOG.debug("{}: removed", file.path());
    }

    private long reachedIn(ChangeFile file) throws IOException {
        BlockReader reader = new BlockReader();
        long sizeBytes = file.lengthBytes();
        long reached = file.firstSequence() - 1;
        long sequence = reached;
        try (DiskFile opened = disk.open(file.path())) {
            if (!reader.open(opened, file.firstSequence(), sizeBytes)) {
                LOG.warn("{}: {}; its changes are made again from the journal", file.path(), reader.problem());
                return -1;
            }
            ChangeFile.End end = emptyFile(file.firstSequence());
            while (reader.next(sizeBytes) && reader.verify(sizeBytes)) {
                long start = reader.offset() - reader.bodyLength() - ChangeDescriptor.BLOCK_HEADER_LENGTH;
                end = new ChangeFile.End(reader.offset(), start, reached, sequence);
                reached = reader.reachedSequence();
                sequence = Math.max(sequence, Math.max(reached, reader.lastSequence()));
                file.latestMillis(reader.latestMillis());
            }
            if (reader.problem() != null) {
                LOG.info(
                        "{}: the last {} bytes are no whole block ({}); their changes are made again from the journal",
                        file.path(),
                        sizeBytes - end.lengthBytes(),
                        reader.problem());
            }
            file.extend(end);
            opened.force();
        }
        beyondSequence = Math.max(beyondSequence, sequence);
        return reached;
    }

    private ChangeFile.End lengthOf(Path path) throws IOException {
        try (DiskFile file = disk.open(path)) {
            return new ChangeFile.End(file.size(), 0, 0, Long.MAX_VALUE);
        }
    }

    private static ChangeFile.End emptyFile(long firstSequence) {
        long before = firstSequence - 1;
        return new ChangeFile.End(
                ChangeDescriptor.FILE_HEADER_LENGTH, ChangeDescriptor.FILE_HEADER_LENGTH, before, before);
    }
}
