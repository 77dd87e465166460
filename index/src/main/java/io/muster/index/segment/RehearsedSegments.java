package io.muster.index.segment;

import io.muster.index.SegmentEntry;
import io.muster.index.rule.RuleParser;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The segments of one workspace, compiled anew over the fields and functions of another that has a few customers. They
 * are evaluated when asked, those that others refer to first, and never published. One thread.
 */
public final class RehearsedSegments {
    private final List<SegmentEntry> entries;
    private final List<Segment> byRank = new ArrayList<>();
    private final Map<SegmentEntry, Integer> positions = new HashMap<>();

    /**
     * Compiles all that readers see.
     *
     * @param compiler of the other workspace
     * @param ordinals one more than the highest given out in the other workspace
     */
    public RehearsedSegments(Segments live, RuleCompiler compiler, int ordinals) {
        entries = live.catalog().entries();
        Map<String, Segment> byName = new HashMap<>();
        List<SegmentEntry> referredFirst = entries.stream()
                .sorted(Comparator.comparingInt(entry -> live.live(entry).rank()))
                .toList();
        for (SegmentEntry entry : referredFirst) {
            Node node = compiler.compile(
                    RuleParser.parse(entry.rule()), name -> byName.get(name.text()), new IdentityHashMap<>());
            Segment segment = new Segment(entry, node);
            byName.put(entry.name(), segment);
            byRank.add(segment);
        }
        for (int i = 0; i < entries.size(); i++) {
            positions.put(entries.get(i), i);
        }
        new Filling(byRank.stream().map(Segment::node).toList(), ordinals).finish();
    }

    /** The positions of the segments that the customer, who must be living, is in now. */
    public BitSet memberships(int ordinal) {
        BitSet memberships = new BitSet();
        for (Segment segment : byRank) {
            boolean in = segment.node().holds(ordinal);
            if (in) {
                segment.members().add(ordinal);
                memberships.set(positions.get(segment.entry()));
            } else {
                segment.members().remove(ordinal);
            }
        }
        return memberships;
    }

    /** The name of the segment at that position, counted from 0 in the order of their ids. */
    public String name(int position) {
        return entries.get(position).name();
    }
}
