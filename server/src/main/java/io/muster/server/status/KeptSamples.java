package io.muster.server.status;

import io.muster.server.change.ChangeLogStatus;
import io.muster.server.snapshot.SnapshotStatus;
import io.muster.server.status.Observed.Running;

/** What a server keeps, as metrics: journal, snapshots, changes. */
final class KeptSamples {
    private static final double MILLIS_A_SECOND = 1e3;

    private KeptSamples() {}

    static void add(Samples samples, Running running) {
        if (running.journalOrNull() != null) {
            journal(samples, running.journalOrNull());
        }
        if (running.snapshotsOrNull() != null) {
            snapshots(samples, running.snapshotsOrNull().status());
        }
        changes(samples, running.changes().log().status());
        samples.gauge(
                "muster_change_followers",
                "Who follow changes",
                running.changes().followers());
    }

    private static void journal(Samples samples, JournalRoom journal) {
        JournalRoom.Files files = journal.files();
        if (files.bytes() != JournalRoom.UNKNOWN) {
            samples.gauge("muster_journal_bytes", "The journal's files", files.bytes());
            samples.gauge("muster_journal_files", "How many files these are", files.count());
        }
        long room = journal.roomBytes();
        if (room != JournalRoom.UNKNOWN) {
            samples.gauge("muster_disk_room_bytes", "What may still be written in the data directory", room);
        }
    }

    private static void snapshots(Samples samples, SnapshotStatus status) {
        samples.gauge("muster_snapshot_sequence", "That of the snapshot in force", status.sequence());
        samples.gauge("muster_snapshot_bytes", "The file of the snapshot in force", status.lengthBytes());
        samples.gauge(
                "muster_snapshot_seconds",
                "What the last snapshot took; 0 where it is from before the start",
                status.durationMillis() / MILLIS_A_SECOND);
        samples.gauge("muster_snapshot_running", "1 while one is taken", status.running() ? 1 : 0);
        samples.counter("muster_snapshots_taken", "Snapshots taken", status.taken());
        samples.counter("muster_snapshots_failed", "Snapshots that failed", status.failed());
    }

    private static void changes(Samples samples, ChangeLogStatus status) {
        samples.gauge("muster_changes_oldest_sequence", "From where on changes are kept", status.oldestSequence());
        samples.gauge("muster_changes_reached_sequence", "Up to where they are written", status.reachedSequence());
        samples.gauge("muster_changes_bytes", "The files of the change log", status.lengthBytes());
        samples.gauge("muster_changes_files", "How many files these are", status.files());
        samples.gauge(
                "muster_changes_broken",
                "1 where no changes are kept until the next start",
                status.brokenReason() == null ? 0 : 1);
    }
}
