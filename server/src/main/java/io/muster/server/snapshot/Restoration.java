package io.muster.server.snapshot;

import io.muster.server.disk.Disk;
import io.muster.server.disk.DiskFile;
import io.muster.server.journal.Journal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes a data directory of a backup, or of the directory of a server that is stopped. One thread.
 *
 * <p>While it copies, a file stands in the directory that says so: a server does not start on half of it.
 */
public final class Restoration {
    private Restoration() {}

    /**
     * Verifies the backup, then copies it.
     *
     * @param target empty or missing
     * @return the sequence of the last command in it
     * @throws IOException if the backup is damaged, the target not empty, or the disk fails; the target is of no use
     *     then
     */
    public static long restore(Disk disk, Path backup, Path target) throws IOException {
        DirectoryVerification.Verified verified = DirectoryVerification.verify(disk, backup);
        if (!verified.isWhole()) {
            throw new IOException(backup + ": found damage, expected a whole backup: "
                    + verified.findings().stream()
                            .filter(finding -> !finding.isWhole())
                            .findFirst()
                            .map(Finding::damage)
                            .orElse(""));
        }
        FileCopy files = new FileCopy(disk, new BytesPerSecond(Long.MAX_VALUE), new Cancellation());
        files.requireEmpty(target);
        Path marker = target.resolve(SnapshotDirectory.UNFINISHED);
        try (DiskFile made = disk.create(marker)) {
            made.force();
        }
        disk.forceDirectory(target);
        for (String name : needed(disk, backup)) {
            files.copy(backup.resolve(name), target.resolve(name));
        }
        disk.forceDirectory(target);
        disk.delete(marker);
        disk.forceDirectory(target);
        return verified.sequence();
    }

    /** The manifest, the snapshot that it names, and the journal from there on. */
    private static List<String> needed(Disk disk, Path backup) throws IOException {
        SnapshotDirectory directory = new SnapshotDirectory(disk, backup);
        Manifest manifest = directory.manifest();
        String snapshot = manifest == null ? "" : SnapshotDescriptor.fileName(manifest.sequence());
        long firstJournal = manifest == null ? 1 : manifest.firstJournalSequence();
        return directory.names().stream()
                .filter(name -> name.equals(snapshot)
                        || manifest != null && name.equals(Manifest.FILE_NAME)
                        || Journal.firstSequence(name).orElse(0) >= firstJournal)
                .toList();
    }
}
