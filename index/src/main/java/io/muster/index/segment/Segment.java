package io.muster.index.segment;

import io.muster.index.SegmentEntry;
import org.roaringbitmap.RoaringBitmap;

/** A live segment on the writer's side: its compiled rule and its members. One thread. */
final class Segment {
    private final SegmentEntry entry;
    private final Node node;
    private final RoaringBitmap members;
    private final boolean holdsForBlank;

    Segment(SegmentEntry entry, Node node, RoaringBitmap members) {
        this.entry = entry;
        this.node = node;
        this.members = members;
        holdsForBlank = node.holdsForBlank();
    }

    /** The same segment under another name. */
    Segment renamed(SegmentEntry newEntry) {
        return new Segment(newEntry, node, members);
    }

    SegmentEntry entry() {
        return entry;
    }

    Node node() {
        return node;
    }

    RoaringBitmap members() {
        return members;
    }

    /** Whether a customer of whom nothing is known is in it. */
    boolean holdsForBlank() {
        return holdsForBlank;
    }
}
