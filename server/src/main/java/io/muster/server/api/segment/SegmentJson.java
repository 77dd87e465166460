package io.muster.server.api.segment;

import com.fasterxml.jackson.core.JsonGenerator;
import io.muster.index.SegmentEntry;
import io.muster.server.wire.control.SegmentSeen;
import java.io.IOException;
import java.time.Instant;

/** A segment as a JSON object. */
final class SegmentJson {
    private SegmentJson() {}

    /** The tag of its definition as a strong {@code ETag}. */
    static String etag(SegmentEntry entry) {
        return '"' + entry.tag() + '"';
    }

    /** {@code beingBuilt}: another definition of it is on its way into force. */
    static void write(JsonGenerator json, SegmentSeen seen, boolean beingBuilt) throws IOException {
        json.writeStartObject();
        writeMembers(json, seen, beingBuilt);
        json.writeEndObject();
    }

    static void writeMembers(JsonGenerator json, SegmentSeen seen, boolean beingBuilt) throws IOException {
        SegmentEntry entry = seen.entry();
        json.writeNumberField("id", entry.id());
        json.writeStringField("name", entry.name());
        json.writeNumberField("size", seen.cardinality());
        json.writeStringField("rule", entry.rule());
        json.writeNumberField("version", entry.version());
        json.writeStringField("etag", etag(entry));
        json.writeStringField("state", beingBuilt ? "building" : "ready");
        json.writeStringField(
                "defined_at", Instant.ofEpochMilli(entry.changedAt()).toString());
        if (seen.lastChangeMillis() == Long.MIN_VALUE) {
            json.writeNullField("newest_change");
        } else {
            json.writeStringField(
                    "newest_change",
                    Instant.ofEpochMilli(seen.lastChangeMillis()).toString());
        }
    }
}
