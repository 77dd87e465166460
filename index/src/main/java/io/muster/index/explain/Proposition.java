package io.muster.index.explain;

import io.muster.index.segment.Node;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * A rule over numbered conditions, in three values: {@link #TRUE}, {@link #FALSE} and {@link #UNKNOWN}. Equal
 * conditions have one number, and parts that several others share are worked out once. One thread.
 */
final class Proposition {
    static final byte TRUE = 1;
    static final byte FALSE = -1;

    /** Could be either; the rule as a whole is then unknown unless it is the same in both cases. */
    static final byte UNKNOWN = 0;

    /** A part of it: a condition by number, or terms of which all or one must hold, perhaps negated. */
    static final class Part {
        final int condition;
        final boolean all;
        final boolean negated;
        final List<Part> terms;
        private long round;
        private byte value;

        private Part(int condition, boolean all, boolean negated, List<Part> terms) {
            this.condition = condition;
            this.all = all;
            this.negated = negated;
            this.terms = terms;
        }
    }

    private final List<Node.Leaf> conditions = new ArrayList<>();
    private final Map<Object, Part> parts = new IdentityHashMap<>();
    private final Part whole;
    private boolean readOnce = true;
    private long round;
    private long visits;

    Proposition(Node rule) {
        whole = part(rule);
    }

    Part whole() {
        return whole;
    }

    /** The conditions by number. */
    List<Node.Leaf> conditions() {
        return conditions;
    }

    /** Whether each condition stands there once. */
    boolean isReadOnce() {
        return readOnce;
    }

    /** How many parts have been worked out so far: what evaluation has cost. */
    long visits() {
        return visits;
    }

    /** What the rule is if the conditions are these. */
    byte value(byte[] truths) {
        round++;
        return value(whole, truths);
    }

    private byte value(Part part, byte[] truths) {
        visits++;
        if (part.condition >= 0) {
            return truths[part.condition];
        }
        if (part.round != round) {
            part.round = round;
            part.value = joined(part, truths);
        }
        return part.value;
    }

    private byte joined(Part part, byte[] truths) {
        byte value = part.all ? TRUE : FALSE;
        byte decisive = (byte) -value;
        for (int i = 0; i < part.terms.size() && value != decisive; i++) {
            byte term = value(part.terms.get(i), truths);
            value = (byte) (part.all ? Math.min(value, term) : Math.max(value, term));
        }
        return part.negated ? (byte) -value : value;
    }

    private Part part(Node node) {
        Object key = node instanceof Node.Leaf leaf ? leaf.criterion() : node;
        Part known = parts.get(key);
        if (known != null) {
            readOnce = false;
            return known;
        }
        Part made = switch (node) {
            case Node.Leaf leaf -> {
                conditions.add(leaf);
                yield new Part(conditions.size() - 1, false, false, List.of());
            }
            case Node.Member member -> part(member.segment().node());
            case Node.Not not -> new Part(-1, true, true, List.of(part(not.term())));
            case Node.And and ->
                new Part(-1, true, false, and.terms().stream().map(this::part).toList());
            case Node.Or or ->
                new Part(-1, false, false, or.terms().stream().map(this::part).toList());
        };
        parts.put(key, made);
        return made;
    }
}
