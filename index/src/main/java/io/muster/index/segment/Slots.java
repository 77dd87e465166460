package io.muster.index.segment;

import io.muster.index.id.IdBatch;
import io.muster.index.membership.MembershipWords;
import io.muster.index.membership.PublishedCounters;
import io.muster.index.snapshot.Frozen;
import io.muster.index.snapshot.SnapshotException;
import io.muster.index.snapshot.StateReader;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * Where segments stand in the words of customers, and what readers see of each. One thread, but for {@link #word},
 * {@link #cardinality} and {@link #lastChange}, which are for any.
 */
final class Slots {
    private final MembershipWords words = new MembershipWords();
    private final PublishedCounters cardinalities = new PublishedCounters();
    private final PublishedCounters lastChanges = new PublishedCounters();
    private final BitSet used = new BitSet();
    private Segment[] segments = new Segment[64];

    long word(int ordinal, int group) {
        return words.word(ordinal, group);
    }

    /** Whether the customer's bit is set. */
    boolean has(int ordinal, int slot) {
        return (words.word(ordinal, slot >> 6) >>> slot & 1) != 0;
    }

    void words(IdBatch batch, int group, long[] into) {
        words.words(batch, group, into);
    }

    long cardinality(int slot) {
        return cardinalities.get(slot);
    }

    /** Milliseconds since the epoch, or {@link Long#MIN_VALUE} for never. */
    long lastChange(int slot) {
        long millis = lastChanges.get(slot);
        return millis == 0 ? Long.MIN_VALUE : millis;
    }

    /** How many are taken. */
    int size() {
        return used.cardinality();
    }

    /** The segment that stands there, or null. */
    Segment get(int slot) {
        return slot < segments.length ? segments[slot] : null;
    }

    /** Takes a free slot. */
    int take() {
        int slot = used.nextClearBit(0);
        used.set(slot);
        if (slot >= segments.length) {
            segments = Arrays.copyOf(segments, Math.max(slot + 1, segments.length * 2));
        }
        return slot;
    }

    void put(int slot, Segment segment) {
        segments[slot] = segment;
    }

    /** Nothing stands there any more; its bits are still to be cleared, {@link #clear}, before it is {@link #free}. */
    void vacate(int slot) {
        segments[slot] = null;
        cardinalities.set(slot, 0);
        lastChanges.set(slot, 0);
    }

    /** Clears its bit for the customers of a page; false if there is no such page. */
    boolean clear(int slot, int page) {
        words.clearBits(slot >> 6, page, 1L << slot);
        return page < words.pages(slot >> 6);
    }

    void free(int slot) {
        used.clear(slot);
    }

    void toggle(int ordinal, int group, long bits) {
        words.set(ordinal, group, words.word(ordinal, group) ^ bits);
    }

    void count(int slot, long more) {
        cardinalities.set(slot, cardinalities.get(slot) + more);
    }

    void changed(int slot, long atMillis) {
        lastChanges.set(slot, atMillis);
    }

    /** How many groups of 64 there are. */
    int groups() {
        return (used.length() + 63) >> 6;
    }

    /**
     * The slots of the segments that are asked for a customer who comes: those that hold where nothing is known, and
     * those that refer to others, which may hold because another does not from the start.
     */
    int[] askedAtBirth() {
        return IntStream.range(0, used.length())
                .filter(slot -> segments[slot] != null && (segments[slot].holdsForBlank() || segments[slot].rank() > 0))
                .toArray();
    }

    /** Takes a slot that is free and known. */
    void restore(int slot) {
        used.set(slot);
        segments = Arrays.copyOf(segments, Math.max(slot + 1, segments.length));
    }

    /** Adds what readers see as it is. */
    void freeze(Frozen into) {
        words.freeze(into);
        cardinalities.freeze(into);
        lastChanges.freeze(into);
    }

    /** Takes what readers saw; the members of the segments that stand here follow from it. */
    void restore(StateReader in) throws SnapshotException {
        words.restore(in);
        cardinalities.restore(in);
        lastChanges.restore(in);
        MembersOfWords members = new MembersOfWords(words, segments);
        for (int group = 0; group < groups(); group++) {
            members.read(group, in);
        }
        for (int slot = used.nextSetBit(0); slot >= 0; slot = used.nextSetBit(slot + 1)) {
            Segment segment = segments[slot];
            if (segment.members().getLongCardinality() != cardinality(slot)) {
                throw in.refuse(
                        "members of '" + segment.entry().name() + "'",
                        segment.members().getLongCardinality(),
                        cardinality(slot));
            }
        }
    }

    static int[] with(int[] slots, int slot) {
        int[] more = Arrays.copyOf(slots, slots.length + 1);
        more[slots.length] = slot;
        return more;
    }

    static int[] without(int[] slots, int slot) {
        return Arrays.stream(slots).filter(other -> other != slot).toArray();
    }

    /** Size of the memory off the heap. */
    long bytes() {
        return words.bytes() + cardinalities.bytes() + lastChanges.bytes();
    }
}
