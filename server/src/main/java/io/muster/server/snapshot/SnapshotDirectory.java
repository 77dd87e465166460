package io.muster.server.snapshot;

import io.muster.server.disk.Disk;
import io.muster.server.disk.DiskFile;
import io.muster.server.journal.Journal;
import io.muster.server.snapshot.StoredStateException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;

/**
 * The snapshots and the manifest of a data directory. One thread at a time, which has the directory to itself.
 *
 * <p>Everything is written beside under a name that ends in {@code .part}, forced, renamed, and the directory forced:
 * what has its own name is whole.
 */
final class SnapshotDirectory {
    private static final String SNAPSHOT_PART = "snapshot.part";
    private static final String MANIFEST_PART = Manifest.FILE_NAME + ".part";

    /** There while a backup is being copied into the directory: it is not all there yet. */
    static final String UNFINISHED = "restore-unfinished";

    private final Disk disk;
    private final Path directory;

    SnapshotDirectory(Disk disk, Path directory) {
        this.disk = disk;
        this.directory = directory;
    }

    Path path(String name) {
        return directory.resolve(name);
    }

    /** What the manifest says; null where there is none. */
    Manifest manifest() throws IOException {
        Path file = path(Manifest.FILE_NAME);
        if (!disk.list(directory).contains(file)) {
            return null;
        }
        try (DiskFile opened = disk.open(file)) {
            // One byte more than there should be: a longer file is noticed.
            ByteBuffer bytes = ByteBuffer.allocate(Manifest.LENGTH + 1).order(ByteOrder.LITTLE_ENDIAN);
            opened.readFully(bytes, 0);
            return Manifest.decode(file, bytes.flip());
        }
    }

    /** Opens the snapshot that the manifest names. */
    SnapshotFileReader open(Manifest manifest) throws IOException {
        Path file = path(SnapshotDescriptor.fileName(manifest.sequence()));
        if (!disk.list(directory).contains(file)) {
            throw new StoredStateException(
                    Kind.MISSING,
                    file,
                    0,
                    "no such file",
                    "the snapshot that " + path(Manifest.FILE_NAME) + " names, of " + manifest.snapshotBytes()
                            + " bytes");
        }
        return new SnapshotFileReader(disk, file, manifest);
    }

    /** Reads the whole file and throws where it is not as it was written. */
    void check(Manifest manifest, Cancellation cancellation) throws IOException {
        try (SnapshotFileReader reader = open(manifest)) {
            while (reader.advance()) {
                cancellation.check();
            }
        }
    }

    /** A file to write a snapshot to, whose name is known at its end; what is there of another one is removed. */
    Path part() throws IOException {
        Path part = path(SNAPSHOT_PART);
        removeIfThere(part);
        return part;
    }

    /** Gives a snapshot that is written and forced its own name. */
    void name(Path part, SnapshotFile snapshot) throws IOException {
        disk.rename(part, path(SnapshotDescriptor.fileName(snapshot.sequence())));
        disk.forceDirectory(directory);
    }

    /** From here on this is the snapshot in force. */
    void putInForce(Manifest manifest) throws IOException {
        Path part = path(MANIFEST_PART);
        removeIfThere(part);
        try (DiskFile file = disk.create(part)) {
            file.writeFully(manifest.encode(), 0);
            file.force();
        }
        disk.rename(part, path(Manifest.FILE_NAME));
        disk.forceDirectory(directory);
    }

    /** Removes the snapshots that the manifest does not name, and what was left half written. */
    void removeOthers(Manifest manifest) throws IOException {
        String inForce = manifest == null ? "" : SnapshotDescriptor.fileName(manifest.sequence());
        for (Path file : disk.list(directory)) {
            String name = file.getFileName().toString();
            boolean snapshot = SnapshotDescriptor.sequence(name).isPresent();
            boolean part = name.equals(SNAPSHOT_PART) || name.equals(MANIFEST_PART);
            if (part || snapshot && !name.equals(inForce)) {
                disk.delete(file);
            }
        }
    }

    /** Says no where there is no manifest, and the journal is not all there is to know. */
    void refuseWithoutManifest() throws IOException {
        List<String> names = names();
        boolean hasSnapshot = names.stream()
                .anyMatch(name -> SnapshotDescriptor.sequence(name).isPresent());
        boolean hasJournal =
                names.stream().anyMatch(name -> Journal.firstSequence(name).isPresent());
        if ((hasSnapshot || hasJournal) && !names.contains(Journal.fileName(1))) {
            throw new StoredStateException(
                    Kind.MISSING,
                    path(Manifest.FILE_NAME),
                    0,
                    "no such file",
                    "one, or " + Journal.fileName(1) + ": what is here began with a snapshot that it would name");
        }
    }

    /** Says no where the first journal file is missing that the manifest needs. */
    void requireJournal(Manifest manifest) throws IOException {
        String first = Journal.fileName(manifest.firstJournalSequence());
        if (!names().contains(first)) {
            throw new StoredStateException(
                    Kind.MISSING,
                    path(first),
                    0,
                    "no such file",
                    "the journal that goes on where the snapshot ends, as " + path(Manifest.FILE_NAME) + " says");
        }
    }

    List<String> names() throws IOException {
        return disk.list(directory).stream()
                .map(file -> file.getFileName().toString())
                .toList();
    }

    /** Says no where a backup was not copied to its end. */
    void refuseUnfinished() throws IOException {
        Path marker = path(UNFINISHED);
        if (disk.list(directory).contains(marker)) {
            throw new StoredStateException(
                    Kind.DAMAGED,
                    marker,
                    0,
                    "a restore that did not come to its end",
                    "a whole directory: empty it and restore again");
        }
    }

    private void removeIfThere(Path file) throws IOException {
        if (disk.list(directory).contains(file)) {
            disk.delete(file);
        }
    }
}
