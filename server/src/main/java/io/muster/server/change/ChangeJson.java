package io.muster.server.change;

import com.fasterxml.jackson.core.JsonGenerator;
import io.muster.index.WorkspaceView;
import io.muster.index.change.Cause;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

/** Writes changes as JSON. One thread. */
public final class ChangeJson {
    private static final int USUAL_ID_BYTES = 256;

    private final ExpandableArrayBuffer id = new ExpandableArrayBuffer(USUAL_ID_BYTES);

    /**
     * The change that the cursor stands at, as an object. The customer is empty where that was deleted, unless that is
     * what the change is due to.
     */
    public void write(JsonGenerator json, ChangeCursor cursor, WorkspaceView workspace) throws IOException {
        int idLength = workspace.copyId(cursor.ordinal(), id, 0);
        String customer = text(id, 0, idLength);
        String own = text(cursor.idBuffer(), cursor.idOffset(), cursor.idLength());
        int cause = cursor.cause();
        json.writeStartObject();
        json.writeStringField("id", cursor.sequence() + ":" + cursor.index());
        json.writeNumberField("sequence", cursor.sequence());
        json.writeNumberField("index", cursor.index());
        json.writeStringField("at", Instant.ofEpochMilli(cursor.atMillis()).toString());
        json.writeNumberField("segment", cursor.segmentId());
        json.writeNumberField("version", cursor.segmentVersion());
        json.writeStringField("event", cursor.entered() ? "entered" : "left");
        json.writeStringField("customer", cause == Cause.DELETION.number() && customer.isEmpty() ? own : customer);
        json.writeStringField("cause", name(cause));
        if (cause == Cause.RECORD.number() || cause == Cause.IMPORT.number()) {
            json.writeStringField("record", own.isEmpty() ? customer : own);
        }
        json.writeEndObject();
    }

    private static String name(int cause) {
        for (Cause each : Cause.values()) {
            if (each.number() == cause) {
                return each.name().toLowerCase(Locale.ROOT);
            }
        }
        return "unknown";
    }

    private static String text(DirectBuffer source, int offset, int length) {
        return length == 0 ? "" : source.getStringWithoutLengthUtf8(offset, length);
    }
}
