package io.muster.index.segment;

import io.muster.index.SegmentEntry;
import io.muster.index.function.Effort;
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
    /** To compile a rule takes some thirty microseconds, and more where it is long. */
    private static final int RULE_UNITS = 64;

    private static final int CHARACTERS_A_UNIT = 32;

    /** Of a long history a function reads no more in one part of its filling. */
    private static final int ROWS_AT_ONCE = 1_024;

    /** Each is also put among those that count, and waits for its time. */
    private static final int UNITS_A_ROW = 2;

    private final List<SegmentEntry> entries;
    private final List<SegmentEntry> referredFirst;
    private final RuleCompiler compiler;
    private final PreparedRules rules;
    private final int ordinals;
    private final int rows;
    private final Map<String, Segment> byName = new HashMap<>();
    private final List<Segment> byRank = new ArrayList<>();
    private final Map<SegmentEntry, Integer> positions = new HashMap<>();
    private Filling filling;

    /**
     * All that readers see now; nothing of it is compiled.
     *
     * @param compiler of the other workspace
     * @param rules long ones that were parsed beforehand
     * @param ordinals one more than the highest given out in the other workspace
     * @param rows of the histories there
     */
    public RehearsedSegments(Segments live, RuleCompiler compiler, PreparedRules rules, int ordinals, int rows) {
        this.rules = rules;
        this.rows = rows;
        this.compiler = compiler;
        this.ordinals = ordinals;
        entries = live.catalog().entries();
        referredFirst = entries.stream()
                .sorted(Comparator.comparingInt(entry -> live.live(entry).rank()))
                .toList();
        for (int i = 0; i < entries.size(); i++) {
            positions.put(entries.get(i), i);
        }
    }

    /** Compiles a part of them, and looks at customers; true when the memberships can be asked. */
    public boolean prepare(Effort effort) {
        while (byRank.size() < referredFirst.size() && !effort.isSpent()) {
            SegmentEntry entry = referredFirst.get(byRank.size());
            effort.spend(RULE_UNITS + entry.rule().length() / CHARACTERS_A_UNIT);
            compile(entry);
        }
        if (byRank.size() < referredFirst.size()) {
            return false;
        }
        if (filling == null) {
            filling = new Filling(byRank.stream().map(Segment::node).toList(), ordinals);
        }
        while (!filling.isDone() && !effort.isSpent()) {
            filling.step();
            effort.spend(1 + UNITS_A_ROW * Math.min(rows, ROWS_AT_ONCE));
        }
        return filling.isDone();
    }

    private void compile(SegmentEntry entry) {
        Node node =
                compiler.compile(rules.take(entry.rule()), name -> byName.get(name.text()), new IdentityHashMap<>());
        Segment segment = new Segment(entry, node);
        byName.put(entry.name(), segment);
        byRank.add(segment);
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
