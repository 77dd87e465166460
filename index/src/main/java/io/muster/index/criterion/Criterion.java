package io.muster.index.criterion;

import io.muster.index.snapshot.Frozen;
import io.muster.index.snapshot.SnapshotException;
import io.muster.index.snapshot.StateReader;
import io.muster.index.snapshot.Structure;
import java.util.Arrays;
import org.roaringbitmap.RoaringBitmap;

/**
 * A condition of one field with the customers for whom it holds. Equal conditions of different segments are one
 * criterion. One thread.
 */
public abstract class Criterion {
    private static final int[] NO_SLOTS = {};

    private final Object predicate;
    private final RoaringBitmap members;
    private int references;
    private boolean complete;
    private boolean apart;
    private boolean abandoned;
    private long asked;
    private int[] slots = NO_SLOTS;
    private FrozenMembers frozen;

    /**
     * A criterion.
     *
     * @param predicate what it asks, equal for equal conditions of one field
     * @param members kept by this criterion, or by the field that it looks at
     */
    protected Criterion(Object predicate, RoaringBitmap members) {
        this.predicate = predicate;
        this.members = members;
    }

    /** What it asks; a key among the criteria of its field. */
    public final Object predicate() {
        return predicate;
    }

    /** The customers for whom it holds; callers must not change it. */
    public final RoaringBitmap members() {
        return members;
    }

    /**
     * Whether it holds for the customer: what {@link #members} says, from where it is nearer if there is such a place.
     * For a few of many customers, whose values are at hand.
     */
    public boolean has(int ordinal) {
        return members.contains(ordinal);
    }

    /** The slots of the segments that are made of it. */
    public final int[] slots() {
        return slots;
    }

    public final void addSlot(int slot) {
        slots = Arrays.copyOf(slots, slots.length + 1);
        slots[slots.length - 1] = slot;
    }

    public final void removeSlot(int slot) {
        slots = Arrays.stream(slots).filter(other -> other != slot).toArray();
    }

    /** Whether every customer has been put in or out, so that {@link #members} can be believed. */
    public final boolean isComplete() {
        return complete;
    }

    /** Every customer has been put in or out. */
    public final void completed() {
        complete = true;
    }

    /**
     * Whether time has passed since a page of it was scanned which may have moved one of its customers. Changes of
     * customers are no concern: a criterion hears of them.
     */
    public boolean isStale(int page) {
        return false;
    }

    /** Whether it belongs to a rule that is not saved, and to nobody else. */
    public final boolean isApart() {
        return apart;
    }

    final void setApart() {
        apart = true;
    }

    /** Whether the last segment that was made of it is gone: {@link #members} is not kept up any more. */
    public final boolean isAbandoned() {
        return abandoned;
    }

    final void abandon() {
        abandoned = true;
    }

    /** How often a customer was put in or out: the work that events and time have made here. */
    public final long asked() {
        return asked;
    }

    /** One more user. */
    public final void retain() {
        references++;
    }

    /** One user less; true if that was the last. */
    public final boolean release() {
        return --references == 0;
    }

    /** Puts the customer in or out, and says so if that changed anything. */
    public final void set(int ordinal, boolean in, Flips flips) {
        asked++;
        if (frozen != null && members.contains(ordinal) != in) {
            frozen.beforeChange(ordinal);
        }
        if (in ? members.checkedAdd(ordinal) : members.checkedRemove(ordinal)) {
            flips.flipped(this, ordinal);
        }
    }

    /**
     * Adds what is known of customers as it is; it must be {@link #isComplete complete}. Does nothing while it is
     * frozen already, so that who names it twice adds it once.
     */
    public final void freeze(Frozen into) {
        if (frozen == null) {
            addTo(into);
        }
    }

    /** Adds what is known of customers as it is. */
    protected void addTo(Frozen into) {
        frozen = new FrozenMembers(this);
        into.add(frozen);
    }

    /** Nothing of it needs to be kept any more. */
    final void thaw() {
        frozen = null;
    }

    /** Takes what was saved of a criterion with the same predicate; this one is new, and is complete afterwards. */
    public void restore(StateReader in) throws SnapshotException {
        in.begin(Structure.CRITERION);
        int found = in.getInt();
        if (found != predicate.toString().hashCode()) {
            throw in.refuse("predicate", "hash " + found, predicate.toString().hashCode() + " (" + predicate + ")");
        }
        asked = in.getLong();
        FrozenMembers.restore(members, in);
        complete = true;
    }
}
