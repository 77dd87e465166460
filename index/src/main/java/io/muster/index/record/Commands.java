package io.muster.index.record;

import java.util.List;
import org.agrona.ExpandableArrayBuffer;

/** The commands that are not records, as arrays of bytes. They are rare: allocating is fine. */
public final class Commands {
    private Commands() {}

    /** Time has come to {@code nowMillis}. */
    public static byte[] advance(long nowMillis) {
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        return bytes(
                buffer,
                new CommandWriter(buffer).begin(0, CommandKind.ADVANCE, 0).instant(Tag.TIME, nowMillis));
    }

    /** {@code currency} may be null: then the first order sets it. */
    public static byte[] createWorkspace(String name, String zone, String currency) {
        return createWorkspace(name, zone, currency, 0);
    }

    /**
     * {@code currency} may be null: then the first order sets it.
     *
     * @param abandonedAfterMillis after which an open checkout is abandoned; 0 for an hour
     */
    public static byte[] createWorkspace(String name, String zone, String currency, long abandonedAfterMillis) {
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        CommandWriter writer = new CommandWriter(buffer)
                .begin(0, CommandKind.CREATE_WORKSPACE, 0)
                .text(Tag.NAME, name)
                .text(Tag.ZONE, zone);
        if (currency != null) {
            writer.text(Tag.CURRENCY, currency);
        }
        return bytes(
                buffer, abandonedAfterMillis == 0 ? writer : writer.instant(Tag.ABANDONED_AFTER, abandonedAfterMillis));
    }

    /** {@code type} is number, text, boolean, date or list. */
    public static byte[] declareField(int workspaceId, String path, String type) {
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        return bytes(
                buffer,
                new CommandWriter(buffer)
                        .begin(0, CommandKind.DECLARE_FIELD, workspaceId)
                        .text(Tag.NAME, path)
                        .text(Tag.FIELD_TYPE, type));
    }

    public static byte[] deleteWorkspace(int workspaceId) {
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        return bytes(buffer, new CommandWriter(buffer).begin(0, CommandKind.DELETE_WORKSPACE, workspaceId));
    }

    public static byte[] createSegment(int workspaceId, String name, String rule) {
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        return bytes(
                buffer,
                new CommandWriter(buffer)
                        .begin(0, CommandKind.CREATE_SEGMENT, workspaceId)
                        .text(Tag.NAME, name)
                        .text(Tag.RULE, rule));
    }

    /** A null {@code name} or {@code rule} stays as it is. */
    public static byte[] updateSegment(int workspaceId, int segmentId, String name, String rule) {
        return updateSegment(workspaceId, segmentId, name, rule, List.of());
    }

    /**
     * A null {@code name} or {@code rule} stays as it is.
     *
     * @param expected tags ({@link io.muster.index.SegmentEntry#tag()}), one of which the segment must have; none: any
     */
    public static byte[] updateSegment(
            int workspaceId, int segmentId, String name, String rule, List<String> expected) {
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        CommandWriter writer = new CommandWriter(buffer)
                .begin(0, CommandKind.UPDATE_SEGMENT, workspaceId)
                .instant(Tag.SEGMENT, segmentId);
        if (name != null) {
            writer.text(Tag.NAME, name);
        }
        if (rule != null) {
            writer.text(Tag.RULE, rule);
        }
        return bytes(buffer, expecting(writer, expected));
    }

    public static byte[] deleteSegment(int workspaceId, int segmentId) {
        return deleteSegment(workspaceId, segmentId, List.of());
    }

    /** {@code expected} as for {@link #updateSegment(int, int, String, String, List)}. */
    public static byte[] deleteSegment(int workspaceId, int segmentId, List<String> expected) {
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        CommandWriter writer = new CommandWriter(buffer)
                .begin(0, CommandKind.DELETE_SEGMENT, workspaceId)
                .instant(Tag.SEGMENT, segmentId);
        return bytes(buffer, expecting(writer, expected));
    }

    /** The rule of an earlier version comes into force again, as a new version. */
    public static byte[] rollbackSegment(int workspaceId, int segmentId, int version) {
        return rollbackSegment(workspaceId, segmentId, version, List.of());
    }

    /**
     * The rule of an earlier version comes into force again, as a new version; {@code expected} as for
     * {@link #updateSegment(int, int, String, String, List)}.
     */
    public static byte[] rollbackSegment(int workspaceId, int segmentId, int version, List<String> expected) {
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        CommandWriter writer = new CommandWriter(buffer)
                .begin(0, CommandKind.ROLLBACK_SEGMENT, workspaceId)
                .instant(Tag.SEGMENT, segmentId)
                .instant(Tag.VERSION, version);
        return bytes(buffer, expecting(writer, expected));
    }

    /** A part of what takes long. */
    public static byte[] step() {
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        return bytes(buffer, new CommandWriter(buffer).begin(0, CommandKind.STEP, 0));
    }

    private static CommandWriter expecting(CommandWriter writer, List<String> expected) {
        return expected.isEmpty() ? writer : writer.texts(Tag.EXPECTED, expected);
    }

    private static byte[] bytes(ExpandableArrayBuffer buffer, CommandWriter writer) {
        byte[] bytes = new byte[writer.length()];
        buffer.getBytes(0, bytes);
        return bytes;
    }
}
