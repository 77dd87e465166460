package io.muster.index.segment;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/** Evaluates segments for a range of 8,192 customers at once, by bitmap algebra. One thread. */
final class RangeCommit {
    /** Ordinals of a range, as a shift. */
    static final int SHIFT = 13;

    /** Customers evaluated at once: some hundred microseconds for a few segments. */
    static final int LENGTH = 1 << SHIFT;

    private final Segments segments;
    private final Slots slots;
    private final RoaringBitmap living;
    private final RankQueue queue = new RankQueue();
    private long[][] toggles = new long[1][];

    RangeCommit(Segments segments, Slots slots, RoaringBitmap living) {
        this.segments = segments;
        this.slots = slots;
        this.living = living;
    }

    /** Evaluates those customers of the range by slot, and publishes what changes, customer by customer. */
    void run(int range, Map<Integer, RoaringBitmap> touched) {
        Map<Integer, RoaringBitmap> asked = new HashMap<>(touched);
        RoaringBitmap changed = new RoaringBitmap();
        queue.clear();
        touched.keySet().forEach(slot -> queue.add(segments.key(slot)));
        while (queue.hasNext()) {
            int slot = Touched.slotOf(queue.next());
            Segment segment = slots.get(slot);
            RoaringBitmap moved = moved(segment, range);
            moved.and(asked.get(slot));
            if (!moved.isEmpty()) {
                move(segment, moved);
                note(slot, moved);
                changed.or(moved);
                for (int dependent : segment.dependents()) {
                    asked.merge(dependent, moved, (some, more) -> RoaringBitmap.or(some, more));
                    queue.add(segments.key(dependent));
                }
            }
        }
        changed.forEach((int ordinal) -> publish(ordinal));
    }

    /** Evaluates a segment that is being built; nobody is told. */
    void build(Segment segment, int range) {
        RoaringBitmap moved = moved(segment, range);
        move(segment, moved);
        int group = segment.slot() >> 6;
        long bit = 1L << segment.slot();
        moved.forEach((int ordinal) -> slots.toggle(ordinal, group, bit));
    }

    private RoaringBitmap moved(Segment segment, int range) {
        long from = (long) range << SHIFT;
        RoaringBitmap moved = segment.node().members(living, from, from + LENGTH);
        moved.xor(segment.members().selectRange(from, from + LENGTH));
        return moved;
    }

    private void move(Segment segment, RoaringBitmap moved) {
        int left = RoaringBitmap.andCardinality(segment.members(), moved);
        segments.membersToChange(segment).xor(moved);
        slots.count(segment.slot(), moved.getCardinality() - 2L * left);
        slots.changed(segment.slot(), segments.nowMillis());
    }

    private void note(int slot, RoaringBitmap moved) {
        int group = slot >> 6;
        if (group >= toggles.length) {
            toggles = Arrays.copyOf(toggles, group + 1);
        }
        if (toggles[group] == null) {
            toggles[group] = new long[LENGTH];
        }
        long[] bits = toggles[group];
        moved.forEach((int ordinal) -> bits[ordinal & LENGTH - 1] |= 1L << slot);
    }

    /** Stores every word of the customer before anybody is told. */
    private void publish(int ordinal) {
        int at = ordinal & LENGTH - 1;
        for (int group = 0; group < toggles.length; group++) {
            if (toggles[group] != null && toggles[group][at] != 0) {
                slots.toggle(ordinal, group, toggles[group][at]);
            }
        }
        for (int group = 0; group < toggles.length; group++) {
            if (toggles[group] != null && toggles[group][at] != 0) {
                segments.tell(ordinal, group, toggles[group][at]);
                toggles[group][at] = 0;
            }
        }
    }
}
