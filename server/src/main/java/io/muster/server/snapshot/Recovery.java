package io.muster.server.snapshot;

import io.muster.index.snapshot.SnapshotException;
import io.muster.server.disk.Disk;
import io.muster.server.journal.Journal;
import io.muster.server.journal.JournalEnd;
import io.muster.server.snapshot.StoredStateException.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings back what a data directory holds: the snapshot that the manifest names, then the journal from the command
 * after it. One thread.
 *
 * <p>Nothing is guessed. What the manifest names has to be there and whole, and the journal has to go on from it; where
 * it is otherwise the recovery fails and says what it found. Only what the manifest has no use for is removed, and that
 * after all else went well; it may crash anywhere and be done again.
 */
public final class Recovery {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
    private static final int COMMANDS_BETWEEN_LOOKS = 1 << 14;

    private final Path path;
    private final SnapshotDirectory directory;
    private final Journal journal;
    private final RecoveryProgress progress;
    private long commands;
    private long commandBytes;

    private Recovery(Disk disk, Path path, Journal journal, Consumer<String> told) {
        this.path = path;
        this.journal = journal;
        directory = new SnapshotDirectory(disk, path);
        progress = new RecoveryProgress(told);
    }

    /**
     * Loads all there is.
     *
     * @param journal of the directory, open
     * @param told how far it is, in words, a few times a second
     * @throws StoredStateException where manifest or snapshot can't be used
     * @throws io.muster.server.journal.JournalDamagedException where the journal can't
     */
    public static Recovered recover(
            Disk disk, Path directory, Journal journal, StateLoader loader, Consumer<String> told) throws IOException {
        return new Recovery(disk, directory, journal, told).recover(loader);
    }

    private Recovered recover(StateLoader loader) throws IOException {
        directory.refuseUnfinished();
        Manifest manifest = directory.manifest();
        if (manifest == null) {
            directory.refuseWithoutManifest();
            loader.begin();
        } else {
            restore(manifest, loader);
            directory.requireJournal(manifest);
        }
        JournalEnd end = replay(loader);
        requireSequence(loader, end.lastSequence());
        LOG.info(
                "{}: snapshot of sequence {}, {} commands of the journal, in {} ms",
                path,
                manifest == null ? "0 (none)" : manifest.sequence(),
                commands,
                progress.elapsedMillis());
        removeLeftovers(manifest);
        return new Recovered(manifest, end, commandBytes);
    }

    private void restore(Manifest manifest, StateLoader loader) throws IOException {
        LOG.info("{}: restoring the snapshot of sequence {}", path, manifest.sequence());
        try (SnapshotFileReader reader = directory.open(manifest)) {
            restore(reader, loader, manifest);
        } catch (SnapshotException e) {
            if (e.getCause() instanceof IOException unreadable) {
                throw unreadable;
            }
            throw unusable(manifest, 0, "blocks that make no state: " + e.getMessage(), "those of a whole one");
        }
        requireSequence(loader, manifest.sequence());
    }

    private void restore(SnapshotFileReader reader, StateLoader loader, Manifest manifest)
            throws SnapshotException, StoredStateException {
        try (BlocksAhead blocks = new BlocksAhead(reader, progress)) {
            loader.restore(blocks);
            if (blocks.next()) {
                throw unusable(manifest, blocks.position(), "more blocks", "the end, where the state is complete");
            }
        }
    }

    private JournalEnd replay(StateLoader loader) throws IOException {
        LOG.info("{}: replaying the journal from sequence {} on", path, loader.sequence() + 1);
        return journal.replay(loader.sequence() + 1, (sequence, buffer, offset, length) -> {
            apply(loader, sequence, buffer, offset, length);
        });
    }

    private void apply(StateLoader loader, long sequence, DirectBuffer buffer, int offset, int length) {
        loader.onCommand(sequence, buffer, offset, length);
        commands++;
        commandBytes += Integer.BYTES + length;
        if (commands % COMMANDS_BETWEEN_LOOKS == 0) {
            progress.journal(sequence, commands);
        }
    }

    private void requireSequence(StateLoader loader, long expected) throws IOException {
        if (loader.sequence() != expected) {
            throw new IOException("recovery of " + path + ": found the engine at sequence " + loader.sequence()
                    + ", expected " + expected);
        }
    }

    private StoredStateException unusable(Manifest manifest, long offset, String found, String expected) {
        Path file = directory.path(SnapshotDescriptor.fileName(manifest.sequence()));
        return new StoredStateException(Kind.DAMAGED, file, offset, found, expected);
    }

    /** Of the last snapshot, which a crash or a failing disk left behind. It can stay if need be. */
    private void removeLeftovers(Manifest manifest) {
        try {
            if (manifest != null) {
                journal.removeBefore(manifest.firstJournalSequence());
            }
            directory.removeOthers(manifest);
        } catch (IOException e) {
            LOG.warn("{}: what is not needed any more could not be removed: {}", path, e.getMessage());
        }
    }
}
