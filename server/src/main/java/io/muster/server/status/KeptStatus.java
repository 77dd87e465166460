package io.muster.server.status;

import com.fasterxml.jackson.core.JsonGenerator;
import io.muster.server.change.ChangeLogStatus;
import io.muster.server.metrics.DiskMeter;
import io.muster.server.metrics.DiskMeter.DiskFailure;
import io.muster.server.metrics.Reader;
import io.muster.server.pipeline.CommitOptions;
import io.muster.server.snapshot.SnapshotStatus;
import io.muster.server.status.Observed.Running;
import java.io.IOException;
import java.time.Instant;

/** What a server keeps, in its status: journal, snapshots, changes. Any thread. */
final class KeptStatus {
    private KeptStatus() {}

    static void write(JsonGenerator json, Running running, DiskMeter disk, CommitOptions commit) throws IOException {
        writeJournal(json, running, disk, commit);
        if (running.snapshotsOrNull() != null) {
            writeSnapshot(json, running.snapshotsOrNull().status());
        }
        writeChanges(json, running);
    }

    private static void writeJournal(JsonGenerator json, Running running, DiskMeter disk, CommitOptions commit)
            throws IOException {
        json.writeObjectFieldStart("journal");
        json.writeBooleanField("kept", running.journalOrNull() != null);
        if (running.journalOrNull() != null) {
            json.writeNumberField("forced_sequence", running.pipeline().forcedSequence());
            JournalRoom.Files files = running.journalOrNull().files();
            json.writeNumberField("files", files.count());
            json.writeNumberField("bytes", files.bytes());
            json.writeNumberField("disk_room_bytes", running.journalOrNull().roomBytes());
            json.writeNumberField("interval_ms", commit.intervalMillis());
            json.writeNumberField("written_bytes", disk.writtenBytes());
            LatencyJson.write(json, "force", disk.forces(Reader.STATUS));
            if (disk.lastForceMillis() > 0) {
                json.writeStringField(
                        "last_force",
                        Instant.ofEpochMilli(disk.lastForceMillis()).toString());
            }
            json.writeNumberField("failures", disk.failures());
            DiskFailure failure = disk.lastFailure();
            if (failure != null) {
                json.writeStringField("last_failure", failure.what());
                json.writeStringField("last_failure_at", failure.at().toString());
            }
        }
        json.writeEndObject();
    }

    private static void writeSnapshot(JsonGenerator json, SnapshotStatus status) throws IOException {
        json.writeObjectFieldStart("snapshot");
        json.writeNumberField("sequence", status.sequence());
        json.writeNumberField("bytes", status.lengthBytes());
        json.writeNumberField("took_ms", status.durationMillis());
        if (status.takenAtMillis() > 0) {
            json.writeStringField(
                    "taken_at", Instant.ofEpochMilli(status.takenAtMillis()).toString());
        }
        json.writeBooleanField("running", status.running());
        json.writeBooleanField("waits_for_work", status.waiting());
        json.writeNumberField("taken", status.taken());
        json.writeNumberField("failed", status.failed());
        if (status.lastFailure() != null) {
            json.writeStringField("last_failure", status.lastFailure());
        }
        json.writeEndObject();
    }

    private static void writeChanges(JsonGenerator json, Running running) throws IOException {
        ChangeLogStatus status = running.changes().log().status();
        json.writeObjectFieldStart("changes");
        json.writeNumberField("oldest_sequence", status.oldestSequence());
        json.writeNumberField("reached_sequence", status.reachedSequence());
        json.writeNumberField("files", status.files());
        json.writeNumberField("bytes", status.lengthBytes());
        json.writeNumberField("followers", running.changes().followers());
        if (status.brokenReason() != null) {
            json.writeNumberField("broken_from_sequence", status.brokenFromSequence());
            json.writeStringField("broken_because", status.brokenReason());
        }
        json.writeEndObject();
    }
}
