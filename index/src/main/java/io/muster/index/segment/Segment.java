package io.muster.index.segment;

import io.muster.index.SegmentEntry;
import io.muster.index.algebra.SharedMembers;
import org.roaringbitmap.RoaringBitmap;

/**
 * One definition of a segment on the writer's side: its compiled rule and its members. It is built, then live, then
 * gone; another definition of the same segment is another object. One thread.
 */
public final class Segment {
    private static final int[] NONE = {};

    private final Node node;
    private final SharedMembers members = new SharedMembers(new RoaringBitmap());
    private final boolean holdsForBlank;
    private final int rank;
    private SegmentEntry entry;
    private int[] dependents = NONE;
    private boolean live;

    Segment(SegmentEntry entry, Node node) {
        this.entry = entry;
        this.node = node;
        holdsForBlank = node.holdsForBlank();
        int[] highest = {-1};
        node.forEachSegment(segment -> highest[0] = Math.max(highest[0], segment.rank()));
        rank = highest[0] + 1;
    }

    public SegmentEntry entry() {
        return entry;
    }

    void renamed(SegmentEntry newEntry) {
        entry = newEntry;
    }

    int slot() {
        return entry.slot();
    }

    /** Its rule over criteria, and over other segments. */
    public Node node() {
        return node;
    }

    /** Callers must not change it. */
    public RoaringBitmap members() {
        return members.bitmap();
    }

    /** The members as readers may read them. */
    SharedMembers shared() {
        return members;
    }

    /** Whether a customer of whom nothing is known is in it. */
    boolean holdsForBlank() {
        return holdsForBlank;
    }

    /** One more than that of any segment it refers to; 0 where it refers to none. */
    int rank() {
        return rank;
    }

    /** Whether readers see it; one that is being built has members that nobody sees yet. */
    boolean isLive() {
        return live;
    }

    void setLive(boolean newLive) {
        live = newLive;
    }

    /** The slots of those that refer to it. */
    int[] dependents() {
        return dependents;
    }

    void addDependent(int slot) {
        dependents = Slots.with(dependents, slot);
    }

    void removeDependent(int slot) {
        dependents = Slots.without(dependents, slot);
    }
}
