package io.muster.tools.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.protocol.client.SegmentInfo;
import io.muster.protocol.client.answer.SegmentVersion;
import java.time.Instant;
import java.util.List;

/** How segments are shown. */
final class SegmentText {
    private SegmentText() {}

    static TextTable table(List<SegmentInfo> segments, String zone) {
        TextTable table = new TextTable(">id", "name", ">size", "newest change", "rule");
        for (SegmentInfo segment : segments) {
            table.row(
                    segment.id(),
                    segment.name(),
                    Texts.number(segment.cardinality()),
                    newestChange(segment, zone),
                    segment.rule());
        }
        return table;
    }

    static String newestChange(SegmentInfo segment, String zone) {
        return segment.lastChangeMillis() == SegmentInfo.NEVER ? "-" : Texts.instant(segment.lastChangeMillis(), zone);
    }

    static TextTable versions(List<SegmentVersion> versions, String zone) {
        TextTable table = new TextTable(">version", "since", "rule");
        for (SegmentVersion version : versions) {
            String restored = version.restored() == 0 ? "" : "rule of version " + version.restored() + " restored: ";
            table.row(version.version(), Texts.instant(version.fromMillis(), zone), restored + version.rule());
        }
        return table;
    }

    static ArrayNode versionsJson(List<SegmentVersion> versions) {
        ArrayNode array = ServerCommand.JSON.createArrayNode();
        for (SegmentVersion version : versions) {
            array.addObject()
                    .put("version", version.version())
                    .put("since", Instant.ofEpochMilli(version.fromMillis()).toString())
                    .put("rule", version.rule())
                    .put("restored", version.restored() == 0 ? null : Integer.valueOf(version.restored()));
        }
        return array;
    }

    static ObjectNode json(SegmentInfo segment) {
        ObjectNode node = ServerCommand.JSON.createObjectNode();
        node.put("id", segment.id());
        node.put("name", segment.name());
        node.put("size", segment.cardinality());
        node.put("rule", segment.rule());
        node.put("version", segment.version());
        node.put("defined_at", Instant.ofEpochMilli(segment.changedAtMillis()).toString());
        if (segment.lastChangeMillis() == SegmentInfo.NEVER) {
            node.putNull("newest_change");
        } else {
            node.put(
                    "newest_change",
                    Instant.ofEpochMilli(segment.lastChangeMillis()).toString());
        }
        return node;
    }
}
