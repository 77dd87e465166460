package io.muster.index.segment;

import io.muster.index.SegmentEntry;
import io.muster.index.answer.SegmentVersion;
import io.muster.index.snapshot.Part;
import io.muster.index.snapshot.StateWriter;
import io.muster.index.snapshot.Structure;
import java.util.List;
import java.util.Map;

/** The rules of a workspace as they were when a snapshot began, written some at a time. One thread. */
final class FrozenDefinitions implements Part {
    private static final int BYTES_AT_ONCE = 32 * 1024;

    private final Head head;
    private final SegmentEntry[] entries;
    private final Map<Integer, List<SegmentVersion>> versions;
    private boolean begun;
    private int next;

    /**
     * What stands before the segments.
     *
     * @param failure null for none
     */
    record Head(int catalogVersion, int nextId, int failedId, String failure) {}

    /**
     * Takes what is not changed afterwards.
     *
     * @param entries those first that others refer to
     * @param versions by the id of the segment
     */
    FrozenDefinitions(Head head, SegmentEntry[] entries, Map<Integer, List<SegmentVersion>> versions) {
        this.head = head;
        this.entries = entries;
        this.versions = versions;
    }

    @Override
    public boolean write(StateWriter out) {
        if (!begun) {
            begun = true;
            out.begin(Structure.DEFINITIONS);
            out.putInt(head.catalogVersion());
            out.putInt(head.nextId());
            out.putInt(head.failedId());
            out.putText(head.failure());
            out.putInt(entries.length);
        }
        long enough = out.effortBytes() + BYTES_AT_ONCE;
        while (next < entries.length && out.effortBytes() < enough) {
            SegmentEntry entry = entries[next++];
            put(entry, versions.getOrDefault(entry.id(), List.of()), out);
        }
        return next == entries.length;
    }

    private static void put(SegmentEntry entry, List<SegmentVersion> versions, StateWriter out) {
        out.putInt(entry.id());
        out.putText(entry.name());
        out.putText(entry.rule());
        out.putInt(entry.version());
        out.putInt(entry.slot());
        out.putLong(entry.changedAt());
        out.putInt(versions.size());
        for (SegmentVersion version : versions) {
            out.putInt(version.version());
            out.putText(version.rule());
            out.putLong(version.fromMillis());
            out.putInt(version.restored());
        }
    }
}
