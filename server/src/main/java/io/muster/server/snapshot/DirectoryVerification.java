package io.muster.server.snapshot;

import io.muster.server.disk.Disk;
import io.muster.server.journal.Journal;
import io.muster.server.journal.JournalVerification;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads everything in a data directory or a backup, and changes nothing. One thread; no server may run on the
 * directory.
 */
public final class DirectoryVerification {
    private final Disk disk;
    private final Path path;
    private final SnapshotDirectory directory;
    private final List<Finding> findings = new ArrayList<>();
    private long sequence;

    private DirectoryVerification(Disk disk, Path path) {
        this.disk = disk;
        this.path = path;
        directory = new SnapshotDirectory(disk, path);
    }

    /**
     * Reads all files that are muster's.
     *
     * @return what was found, a file each; a directory with nothing of muster's in it is damage too
     * @throws IOException if a file can't be read, or a server has the directory
     */
    public static Verified verify(Disk disk, Path directory) throws IOException {
        Closeable lock = Journal.lockIfThere(disk, directory);
        try {
            return new DirectoryVerification(disk, directory).verify();
        } finally {
            if (lock != null) {
                lock.close();
            }
        }
    }

    /**
     * What a verification found.
     *
     * @param findings a file each
     * @param sequence of the last command that a server would come back with; where there is damage, of what is whole
     */
    public record Verified(List<Finding> findings, long sequence) {
        /** Whether a server would start, with everything. */
        public boolean isWhole() {
            return findings.stream().allMatch(Finding::isWhole);
        }
    }

    private Verified verify() throws IOException {
        List<String> names = names();
        if (names.contains(SnapshotDirectory.UNFINISHED)) {
            add(SnapshotDirectory.UNFINISHED, "a restore that did not come to its end", "not all files are here");
        }
        Manifest manifest = manifest(names);
        for (String name : names) {
            if (SnapshotDescriptor.sequence(name).isPresent()) {
                snapshot(name, manifest);
            } else if (name.endsWith(".part")) {
                add(name, "left half written; removed at the next start", null);
            }
        }
        journal(names, manifest);
        if (findings.isEmpty()) {
            add("", "nothing of muster's", "no manifest, no snapshot and no journal in it");
        }
        return new Verified(List.copyOf(findings), sequence);
    }

    private List<String> names() throws IOException {
        try {
            return directory.names();
        } catch (NotDirectoryException e) {
            throw new IOException(path + ": found a file, expected a directory", e);
        }
    }

    private Manifest manifest(List<String> names) throws IOException {
        try {
            Manifest manifest = directory.manifest();
            if (manifest == null) {
                directory.refuseWithoutManifest();
                return null;
            }
            String snapshot = SnapshotDescriptor.fileName(manifest.sequence());
            add(Manifest.FILE_NAME, "names " + snapshot, null);
            if (!names.contains(snapshot)) {
                add(snapshot, "the snapshot in force", "no such file; the manifest names it");
            }
            directory.requireJournal(manifest);
            return manifest;
        } catch (StoredStateException e) {
            add(e.file().getFileName().toString(), "needed to start", e.getMessage());
            return null;
        }
    }

    private void snapshot(String name, Manifest manifest) throws IOException {
        boolean inForce = manifest != null && name.equals(SnapshotDescriptor.fileName(manifest.sequence()));
        try (SnapshotFileReader reader =
                new SnapshotFileReader(disk, directory.path(name), inForce ? manifest : null)) {
            long blocks = 0;
            while (reader.advance()) {
                blocks++;
            }
            String force = inForce ? "in force" : "not in force; removed at the next start";
            add(name, "snapshot of sequence " + reader.sequence() + ", " + blocks + " blocks, " + force, null);
            if (inForce) {
                sequence = reader.sequence();
            }
        } catch (StoredStateException e) {
            // What no manifest names can be left of a crash; nothing depends on it.
            boolean leftOver = manifest != null && !inForce;
            add(
                    name,
                    leftOver ? "not in force, damaged; removed at the next start" : "snapshot",
                    leftOver ? null : e.getMessage());
        }
    }

    private void journal(List<String> names, Manifest manifest) throws IOException {
        long needed = manifest == null ? 1 : manifest.firstJournalSequence();
        names.stream()
                .filter(name -> Journal.firstSequence(name).orElse(needed) < needed)
                .forEach(name -> add(name, "journal, not needed; removed at the next start", null));
        JournalVerification journal = JournalVerification.of(disk, path, needed);
        for (JournalVerification.FileReport report : journal.files()) {
            String dropped = report.droppedBytes() == 0
                    ? ""
                    : ", then " + report.droppedBytes() + " bytes that were cut while they were written";
            add(
                    report.file().getFileName().toString(),
                    "journal, " + report.commands() + " commands up to sequence " + report.lastSequence() + dropped,
                    report.damage() == null ? null : report.damage().getMessage());
        }
        if (manifest != null && journal.damage() == null && journal.lastSequence() < manifest.sequence()) {
            add(
                    Journal.fileName(needed),
                    "journal",
                    "found its end at sequence " + journal.lastSequence() + ", expected " + manifest.sequence()
                            + " or later, as in the snapshot");
        }
        sequence = Math.max(sequence, journal.lastSequence());
    }

    private void add(String name, String what, String damage) {
        findings.add(new Finding(path.resolve(name), what, damage));
    }
}
