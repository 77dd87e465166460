package io.muster.protocol.client;

import java.util.List;

/**
 * The size of a rule that is not saved.
 *
 * @param count customers for whom it holds
 * @param parts of the rule, each before what it joins; the whole rule is the first. A server of the first version tells
 *     the conditions only, and none has a parent
 * @param sample external ids of some for whom it holds
 * @param sequence the answer is of this one
 */
public record RuleCountInfo(long count, List<Part> parts, List<String> sample, long sequence) {
    /** Parent of a part that no other joins. */
    public static final int NO_PARENT = -1;

    /** Each condition as written, in the order written. */
    public List<Condition> conditions() {
        return parts.stream()
                .filter(part -> part.kind() == Kind.CONDITION)
                .map(part -> new Condition(part.text(), part.count()))
                .toList();
    }

    /** What a part of a rule is. */
    public enum Kind {
        AND,
        OR,
        NOT,
        CONDITION
    }

    /**
     * A part of the rule with its size by itself.
     *
     * @param kind what joins those whose parent it is
     * @param parent which of the parts joins it, from 0; {@link #NO_PARENT}
     * @param text as written
     * @param line where it starts, from 1; 0 if the server does not tell
     * @param column likewise
     * @param count customers for whom it holds
     */
    public record Part(Kind kind, int parent, String text, int line, int column, long count) {}

    /**
     * The size of one condition by itself.
     *
     * @param text as written
     * @param count customers for whom it holds
     */
    public record Condition(String text, long count) {}
}
