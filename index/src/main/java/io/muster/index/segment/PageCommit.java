package io.muster.index.segment;

import io.muster.index.memory.Pages;
import java.util.HashMap;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/** Evaluates segments for a page of 65,536 customers at once, by bitmap algebra. One thread. */
final class PageCommit {
    private final Segments segments;
    private final Slots slots;
    private final RoaringBitmap living;
    private final RankQueue queue = new RankQueue();
    private final Toggles toggles = new Toggles();

    PageCommit(Segments segments, Slots slots, RoaringBitmap living) {
        this.segments = segments;
        this.slots = slots;
        this.living = living;
    }

    /** Evaluates those customers of the page by slot, and publishes what changes, customer by customer. */
    void run(int page, Map<Integer, RoaringBitmap> touched) {
        Map<Integer, RoaringBitmap> asked = new HashMap<>(touched);
        Map<Integer, RoaringBitmap> changedBySlot = new HashMap<>();
        RoaringBitmap changed = new RoaringBitmap();
        queue.clear();
        touched.keySet().forEach(slot -> queue.add(segments.key(slot)));
        while (queue.hasNext()) {
            int slot = Touched.slotOf(queue.next());
            Segment segment = slots.get(slot);
            RoaringBitmap moved = moved(segment, page);
            moved.and(asked.get(slot));
            if (moved.isEmpty()) {
                continue;
            }
            move(segment, moved);
            changedBySlot.put(slot, moved);
            changed.or(moved);
            for (int dependent : segment.dependents()) {
                asked.merge(dependent, moved, (some, more) -> RoaringBitmap.or(some, more));
                queue.add(segments.key(dependent));
            }
        }
        changed.forEach((int ordinal) -> publish(ordinal, changedBySlot));
    }

    /** Evaluates a segment that is being built; nobody is told. */
    void build(Segment segment, int page) {
        RoaringBitmap moved = moved(segment, page);
        move(segment, moved);
        int slot = segment.slot();
        moved.forEach((int ordinal) -> slots.toggle(ordinal, slot >> 6, 1L << slot));
    }

    private RoaringBitmap moved(Segment segment, int page) {
        long from = (long) page << Pages.SHIFT;
        long to = from + Pages.ENTRIES;
        RoaringBitmap moved = segment.node().members(living, from, to);
        moved.xor(segment.members().selectRange(from, to));
        return moved;
    }

    private void move(Segment segment, RoaringBitmap moved) {
        long before = segment.members().getLongCardinality();
        segment.members().xor(moved);
        slots.count(segment.slot(), segment.members().getLongCardinality() - before);
        slots.changed(segment.slot(), segments.nowMillis());
    }

    private void publish(int ordinal, Map<Integer, RoaringBitmap> changedBySlot) {
        changedBySlot.forEach((slot, ordinals) -> {
            if (ordinals.contains(ordinal)) {
                toggles.add(slot);
            }
        });
        segments.publish(ordinal, toggles);
        toggles.clear();
    }
}
