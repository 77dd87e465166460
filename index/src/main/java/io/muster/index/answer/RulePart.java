package io.muster.index.answer;

import java.util.List;

/**
 * A part of a rule with its size by itself.
 *
 * @param kind what joins its terms
 * @param text as written
 * @param line where it starts, from 1
 * @param column where it starts, from 1
 * @param count customers for whom it holds
 * @param terms what it joins, in the order written; empty for a condition
 */
public record RulePart(Kind kind, String text, int line, int column, long count, List<RulePart> terms) {
    /** What a part of a rule is. */
    public enum Kind {
        AND,
        OR,
        NOT,
        CONDITION
    }
}
