package io.muster.index.segment;

import io.muster.index.SegmentCatalog;
import io.muster.index.SegmentEntry;
import io.muster.index.criterion.Criterion;
import io.muster.index.criterion.Flips;
import io.muster.index.membership.MembershipWords;
import io.muster.index.membership.PublishedCounters;
import io.muster.index.time.EngineTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/**
 * The segments of one workspace and their published membership.
 *
 * <p>The engine's thread gathers the flips of a command, or of an instant that has come, and then {@link #commit}s:
 * each customer and segment concerned is evaluated once, and each word that changes is stored once.
 *
 * <p>Readers, on any thread: {@link #catalog}, {@link #word}, {@link #cardinality}, {@link #lastChange}. A slot is used
 * again after its segment is gone: who has read a bit must find {@link #catalog} unchanged afterwards, or read again.
 */
public final class Segments implements Flips {
    /** Segments a workspace can have at one time. */
    public static final int MAX_SEGMENTS = 65_536;

    private static final int FEWEST_PENDING = 64;
    private static final int MOST_PENDING_KEPT = 1 << 20;

    private final EngineTime time;
    private final RoaringBitmap living;
    private final MembershipWords words = new MembershipWords();
    private final PublishedCounters cardinalities = new PublishedCounters();
    private final PublishedCounters lastChanges = new PublishedCounters();
    private final BitSet usedSlots = new BitSet();
    private Segment[] bySlot = new Segment[64];
    private int[] blankSlots = {};
    private long[] pending = new long[FEWEST_PENDING];
    private int pendingCount;
    private int nextId = 1;
    private volatile SegmentCatalog catalog = new SegmentCatalog(0, List.of());

    /**
     * No segments yet.
     *
     * @param living the customers there are; kept up by the caller
     */
    public Segments(EngineTime time, RoaringBitmap living) {
        this.time = time;
        this.living = living;
    }

    /** Any thread. */
    public SegmentCatalog catalog() {
        return catalog;
    }

    /** Any thread. */
    public long word(int ordinal, int group) {
        return words.word(ordinal, group);
    }

    /** Any thread. */
    public long cardinality(int slot) {
        return cardinalities.get(slot);
    }

    /** When a customer last entered or left, or {@link Long#MIN_VALUE}. Any thread. */
    public long lastChange(int slot) {
        long millis = lastChanges.get(slot);
        return millis == 0 ? Long.MIN_VALUE : millis;
    }

    /** A copy of the members, or null where there is no such segment. */
    public RoaringBitmap members(int segmentId) {
        SegmentEntry entry = catalog.byId(segmentId);
        return entry == null ? null : bySlot[entry.slot()].members().clone();
    }

    /** Adds a segment; its members are published before its name is. Returns its id. */
    public int create(String name, String rule, Node node) {
        int id = nextId++;
        Segment segment = build(id, name, rule, 1, node);
        publish(null, segment.entry());
        return id;
    }

    /** Puts another rule in the place of the old one, at once for every reader. */
    public void redefine(SegmentEntry old, String name, String rule, Node node) {
        Segment segment = build(old.id(), name, rule, old.version() + 1, node);
        publish(old, segment.entry());
        retire(old);
    }

    public void rename(SegmentEntry old, String name) {
        SegmentEntry entry = new SegmentEntry(old.id(), name, old.rule(), old.version(), old.slot(), old.changedAt());
        bySlot[old.slot()] = bySlot[old.slot()].renamed(entry);
        publish(old, entry);
    }

    public void delete(SegmentEntry entry) {
        publish(entry, null);
        retire(entry);
    }

    /** Whether there is no room for another. An edit needs room beside the old one. */
    public boolean isFull() {
        return usedSlots.cardinality() >= MAX_SEGMENTS;
    }

    @Override
    public void flipped(Criterion criterion, int ordinal) {
        for (int slot : criterion.slots()) {
            touch(ordinal, slot);
        }
    }

    /** A customer has come of whom nothing is known yet. */
    public void born(int ordinal) {
        for (int slot : blankSlots) {
            touch(ordinal, slot);
        }
    }

    /** A customer is gone; the caller has taken it from the living. */
    public void died(int ordinal) {
        for (int group = 0; group < catalog.groups(); group++) {
            long word = words.word(ordinal, group);
            while (word != 0) {
                touch(ordinal, (group << 6) + Long.numberOfTrailingZeros(word));
                word &= word - 1;
            }
        }
    }

    /** Evaluates what was touched since the last call, and publishes what changed. */
    public void commit() {
        if (pendingCount == 0) {
            return;
        }
        Arrays.sort(pending, 0, pendingCount);
        int wordOrdinal = -1;
        int wordGroup = -1;
        long toggles = 0;
        long last = -1;
        for (int i = 0; i < pendingCount; i++) {
            if (pending[i] == last) {
                continue;
            }
            last = pending[i];
            int ordinal = (int) (last >>> 32);
            int slot = (int) last;
            if (ordinal != wordOrdinal || slot >> 6 != wordGroup) {
                toggle(wordOrdinal, wordGroup, toggles);
                wordOrdinal = ordinal;
                wordGroup = slot >> 6;
                toggles = 0;
            }
            if (evaluate(ordinal, slot)) {
                toggles |= 1L << slot;
            }
        }
        toggle(wordOrdinal, wordGroup, toggles);
        pendingCount = 0;
        if (pending.length > MOST_PENDING_KEPT) {
            pending = new long[FEWEST_PENDING];
        }
    }

    private void touch(int ordinal, int slot) {
        if (pendingCount == pending.length) {
            pending = Arrays.copyOf(pending, pendingCount * 2);
        }
        pending[pendingCount++] = ((long) ordinal << 32) | slot;
    }

    private void toggle(int ordinal, int group, long toggles) {
        if (toggles != 0) {
            words.set(ordinal, group, words.word(ordinal, group) ^ toggles);
        }
    }

    /** Brings the segment's members up to date for one customer; true if that changed them. */
    private boolean evaluate(int ordinal, int slot) {
        Segment segment = bySlot[slot];
        boolean in = living.contains(ordinal) && segment.node().holds(ordinal);
        RoaringBitmap members = segment.members();
        boolean changed = in ? members.checkedAdd(ordinal) : members.checkedRemove(ordinal);
        if (changed) {
            cardinalities.set(slot, cardinalities.get(slot) + (in ? 1 : -1));
            lastChanges.set(slot, time.nowMillis());
        }
        return changed;
    }

    private Segment build(int id, String name, String rule, int version, Node node) {
        int slot = usedSlots.nextClearBit(0);
        usedSlots.set(slot);
        if (slot >= bySlot.length) {
            bySlot = Arrays.copyOf(bySlot, Math.max(slot + 1, bySlot.length * 2));
        }
        RoaringBitmap members = node.members(living);
        SegmentEntry entry = new SegmentEntry(id, name, rule, version, slot, time.nowMillis());
        Segment segment = new Segment(entry, node, members);
        bySlot[slot] = segment;
        node.forEach((source, criterion) -> criterion.addSlot(slot));
        int group = slot >> 6;
        members.forEach((int ordinal) -> words.set(ordinal, group, words.word(ordinal, group) | 1L << slot));
        cardinalities.set(slot, members.getLongCardinality());
        lastChanges.set(slot, members.isEmpty() ? 0 : time.nowMillis());
        return segment;
    }

    private void retire(SegmentEntry entry) {
        Segment segment = bySlot[entry.slot()];
        segment.node().forEach((source, criterion) -> {
            criterion.removeSlot(entry.slot());
            source.release(criterion);
        });
        words.clearGroupBit(entry.group(), entry.mask());
        cardinalities.set(entry.slot(), 0);
        bySlot[entry.slot()] = null;
        usedSlots.clear(entry.slot());
    }

    private void publish(SegmentEntry old, SegmentEntry entry) {
        List<SegmentEntry> entries = new ArrayList<>(catalog.entries());
        entries.remove(old);
        if (entry != null) {
            entries.add(entry);
        }
        entries.sort(Comparator.comparingInt(SegmentEntry::id));
        blankSlots = entries.stream()
                .mapToInt(SegmentEntry::slot)
                .filter(slot -> bySlot[slot].holdsForBlank())
                .toArray();
        catalog = new SegmentCatalog(catalog.version() + 1, entries);
    }

    /** The compiled rule of a live segment, or null where there is none. */
    public Node node(int segmentId) {
        SegmentEntry entry = catalog.byId(segmentId);
        return entry == null ? null : bySlot[entry.slot()].node();
    }
}
