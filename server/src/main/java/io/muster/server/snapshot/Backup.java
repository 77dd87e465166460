package io.muster.server.snapshot;

import io.muster.server.disk.Disk;
import io.muster.server.journal.Journal;
import io.muster.server.journal.JournalEnd;
import io.muster.server.journal.JournalOptions;
import io.muster.server.journal.JournalWriter;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies the snapshot in force into a directory that a server could start on: snapshot, a journal that is empty yet,
 * and a manifest, which comes last. One thread, which is the only one to take snapshots.
 */
final class Backup {
    private static final Logger LOG = LoggerFactory.getLogger(Backup.class);

    private final Disk disk;
    private final Path directory;
    private final FileCopy files;
    private final Cancellation cancellation;

    Backup(Disk disk, Path directory, BytesPerSecond pace, Cancellation cancellation) {
        this.disk = disk;
        this.directory = directory;
        this.cancellation = cancellation;
        files = new FileCopy(disk, pace, cancellation);
    }

    /** Says no where {@code target} is not empty. */
    void prepare(Path target) throws IOException {
        files.requireEmpty(target);
    }

    void copy(Manifest inForce, Path target) throws IOException {
        String name = SnapshotDescriptor.fileName(inForce.sequence());
        files.copy(directory.resolve(name), target.resolve(name));
        try (Journal journal = Journal.open(disk, target, JournalOptions.defaults());
                JournalWriter writer = journal.writer(new JournalEnd(null, 0, inForce.sequence(), 0))) {
            writer.force();
        }
        Manifest manifest = new Manifest(
                inForce.sequence(), inForce.snapshotBytes(), inForce.snapshotChecksum(), inForce.sequence() + 1);
        SnapshotDirectory copied = new SnapshotDirectory(disk, target);
        copied.check(manifest, cancellation);
        copied.putInForce(manifest);
        LOG.info("backup in {}: sequence {}, {} bytes", target, inForce.sequence(), inForce.snapshotBytes());
    }
}
