package io.muster.server.journal;

import io.muster.server.disk.Disk;
import io.muster.server.disk.DiskFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a reader finds in all files of a journal. Nothing is changed, nothing applied, and the directory is not locked:
 * beside a running server the last file may be found as if cut.
 *
 * @param files by their first sequence; empty where there is no journal
 */
public record JournalVerification(List<FileReport> files) {
    /**
     * One file.
     *
     * @param file where it is
     * @param sizeBytes its length, with the room written ahead
     * @param frames whole batches before the end or the damage
     * @param firstSequence as its name says
     * @param lastSequence of the last whole batch; one less than the first where there is none
     * @param wholeBytes up to the end of the last whole batch
     * @param droppedBytes after them, of a batch that was never completely written; only in the last file
     * @param damage what is wrong after the whole batches; null where nothing is
     */
    public record FileReport(
            Path file,
            long sizeBytes,
            long frames,
            long firstSequence,
            long lastSequence,
            long wholeBytes,
            long droppedBytes,
            JournalDamagedException damage) {
        /** How many commands there are in whole batches. */
        public long commands() {
            return lastSequence - firstSequence + 1;
        }
    }

    /** Copies what it is given. */
    public JournalVerification {
        files = List.copyOf(files);
    }

    /**
     * Reads all of the journal in {@code directory}, past damage too. One thread.
     *
     * @throws IOException if the disk fails, or there is no such directory
     */
    public static JournalVerification of(Disk disk, Path directory) throws IOException {
        return of(disk, directory, 1);
    }

    /** The same, of the files that begin at {@code firstSequence} or later: what a snapshot does not stand for. */
    public static JournalVerification of(Disk disk, Path directory, long firstSequence) throws IOException {
        List<Path> files = JournalFiles.list(disk, directory).stream()
                .filter(file -> JournalFiles.firstSequence(file) >= firstSequence)
                .toList();
        List<FileReport> reports = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            FileReport before = reports.isEmpty() ? null : reports.getLast();
            reports.add(missingBefore(read(disk, files.get(i), i == files.size() - 1), before));
        }
        return new JournalVerification(reports);
    }

    /** The first damage; null where there is none. */
    public JournalDamagedException damage() {
        return files.stream()
                .map(FileReport::damage)
                .filter(damage -> damage != null)
                .findFirst()
                .orElse(null);
    }

    /** The first sequence there is; 0 where there is no file. */
    public long firstSequence() {
        return files.isEmpty() ? 0 : files.getFirst().firstSequence();
    }

    /** The last sequence before damage or the end; 0 where there is no file. */
    public long lastSequence() {
        long last = 0;
        for (FileReport report : files) {
            boolean isMissingBefore = report.damage() != null && report.wholeBytes() == 0;
            if (!isMissingBefore) {
                last = report.lastSequence();
            }
            if (report.damage() != null) {
                return last;
            }
        }
        return last;
    }

    private static FileReport read(Disk disk, Path path, boolean isLast) throws IOException {
        long firstSequence = JournalFiles.firstSequence(path);
        try (DiskFile file = disk.open(path)) {
            JournalWindow window = new JournalWindow(file);
            JournalFileReader reader = new JournalFileReader(
                    path, window, isLast, firstSequence, (sequence, buffer, offset, length) -> {});
            JournalDamagedException damage = null;
            try {
                reader.read();
            } catch (JournalDamagedException found) {
                damage = found;
            }
            return new FileReport(
                    path,
                    window.sizeBytes(),
                    reader.frames(),
                    firstSequence,
                    reader.wholeSequence(),
                    reader.position(),
                    damage == null ? reader.droppedBytes() : 0,
                    damage);
        }
    }

    private static FileReport missingBefore(FileReport report, FileReport before) {
        if (before == null || before.damage() != null || before.lastSequence() + 1 == report.firstSequence()) {
            return report;
        }
        JournalDamagedException missing = new JournalDamagedException(
                report.file(),
                0,
                "file " + report.file().getFileName(),
                JournalDescriptor.fileName(before.lastSequence() + 1));
        return new FileReport(
                report.file(),
                report.sizeBytes(),
                0,
                report.firstSequence(),
                report.firstSequence() - 1,
                0,
                0,
                missing);
    }
}
