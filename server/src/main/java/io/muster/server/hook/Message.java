package io.muster.server.hook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.muster.index.SegmentEntry;
import io.muster.index.WorkspaceView;
import io.muster.server.change.ChangeCursor;
import io.muster.server.change.ChangeJson;
import io.muster.server.change.ChangePlace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The body of a call, as it is written. One thread. */
final class Message {
    /** From here on no more changes are put into one body. */
    static final int FULL_BYTES = 256 * 1024;

    private static final JsonFactory FACTORY = JsonFactory.builder().build();
    private static final int FIRST_BYTES = 1_024;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(FIRST_BYTES);
    private final JsonGenerator json;
    private final ChangeJson changes = new ChangeJson();
    private int count;
    private HookPlace first;
    private HookPlace last;
    private ChangePlace lastHint;
    private long firstMillis;

    private Message(String kind, Webhook webhook, WorkspaceView workspace, SegmentEntry segment) {
        try {
            json = FACTORY.createGenerator(bytes);
            json.writeStartObject();
            json.writeStringField("kind", kind);
            json.writeStringField("webhook", webhook.id());
            json.writeStringField("workspace", workspace.name());
            json.writeObjectFieldStart("segment");
            json.writeNumberField("id", segment.id());
            json.writeStringField("name", segment.name());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Changes are to be added. */
    static Message ofChanges(Webhook webhook, WorkspaceView workspace, SegmentEntry segment) {
        Message message = new Message("changes", webhook, workspace, segment);
        try {
            message.json.writeArrayFieldStart("changes");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return message;
    }

    /** Changes from {@code missedFrom} on, up to and without those of {@code oldest}, were not retained. */
    static Message ofGap(
            Webhook webhook, WorkspaceView workspace, SegmentEntry segment, HookPlace missedFrom, HookPlace oldest) {
        Message message = new Message("gone", webhook, workspace, segment);
        try {
            message.json.writeStringField("from", missedFrom.toString());
            message.json.writeNumberField("oldest_sequence", oldest.sequence());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        message.first = missedFrom;
        message.last = oldest;
        return message;
    }

    static Message ofTest(Webhook webhook, WorkspaceView workspace, SegmentEntry segment) {
        return new Message("test", webhook, workspace, segment);
    }

    /** Adds the change that the cursor stands at. */
    void add(ChangeCursor cursor, WorkspaceView workspace) {
        try {
            changes.write(json, cursor, workspace);
            json.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        last = new HookPlace(cursor.sequence(), cursor.index());
        lastHint = cursor.place();
        if (count == 0) {
            first = last;
            firstMillis = cursor.atMillis();
        }
        count++;
    }

    boolean isFull(int maxChanges) {
        return count >= maxChanges || bytes.size() >= FULL_BYTES;
    }

    /** How many changes it brings. */
    int count() {
        return count;
    }

    /** The same for the same changes; null where it brings none. */
    String keyOrNull() {
        return first == null ? null : count == 1 ? first.toString() : first + "-" + last;
    }

    /** After the last change. */
    HookPlace next() {
        return last.next();
    }

    ChangePlace lastHint() {
        return lastHint;
    }

    /** When the first change happened; 0 where it brings none. */
    long firstMillis() {
        return firstMillis;
    }

    /** Ends it. */
    byte[] finish() {
        try {
            json.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
