package io.muster.index.segment;

import io.muster.index.SegmentEntry;
import java.util.List;

/**
 * A definition on its way into force, with those of the segments that refer to it: first their criteria are filled,
 * then their members are found, range by range, while customers change and the old definitions answer; at last all of
 * them take the place of the old ones at once. One thread.
 */
final class Construction {
    /** Of one segment or another: many may refer to one that is edited. */
    private static final int RANGES_AT_ONCE = 2;

    private final Segments segments;
    private final List<Segment> replaced;
    private final List<Segment> parts;
    private final Filling filling;
    private boolean watching;
    private int ranges;
    private int nextRange;
    private int nextPart;

    /**
     * A construction that has not begun.
     *
     * @param old what the parts will replace
     * @param parts the definition itself, then the others in the order of their ranks; their nodes belong to this
     *     construction
     * @param ordinals one more than the highest given out so far
     */
    Construction(Segments segments, List<SegmentEntry> old, List<Segment> parts, int ordinals) {
        this.segments = segments;
        replaced = old.stream().map(segments::live).toList();
        this.parts = parts;
        filling = new Filling(parts.stream().map(Segment::node).toList(), ordinals);
    }

    /**
     * Does a part of the work.
     *
     * @param ordinals one more than the highest given out so far
     * @return whether that was the last: the definitions are in force
     */
    boolean step(int ordinals) {
        if (!filling.isDone()) {
            filling.step();
            return false;
        }
        if (!watching) {
            watching = true;
            ranges = (ordinals + RangeCommit.LENGTH - 1) >>> RangeCommit.SHIFT;
            parts.forEach(segments::watch);
        }
        if (nextRange < ranges) {
            for (int built = 0; built < RANGES_AT_ONCE && nextRange < ranges; built++) {
                segments.build(parts.get(nextPart), nextRange);
                nextPart = (nextPart + 1) % parts.size();
                nextRange += nextPart == 0 ? 1 : 0;
            }
            return false;
        }
        Segment first = parts.getFirst();
        SegmentEntry entry = first.entry();
        first.renamed(new SegmentEntry(
                entry.id(), entry.name(), entry.rule(), entry.version(), entry.slot(), segments.nowMillis()));
        segments.exchange(replaced.stream().map(Segment::entry).toList(), parts);
        return true;
    }

    /** The old definitions, in the order of the parts that take their places. */
    List<Segment> replaced() {
        return replaced;
    }

    List<Segment> parts() {
        return parts;
    }
}
