package io.muster.index.rule;

import java.util.List;

/** A parsed rule: what was written, with its positions, before it is checked against a workspace's fields. */
public sealed interface Rule {
    /** Where it stands. */
    Span span();

    /** True where at least one term is. At least two terms. */
    record Or(List<Rule> terms, Span span) implements Rule {}

    /** True where every term is. At least two terms. */
    record And(List<Rule> terms, Span span) implements Rule {}

    /** True where the term is not: the complement over all customers of the workspace. */
    record Not(Rule term, Span span) implements Rule {}

    /** {@code attribute comparison value}. */
    record Compare(Attribute attribute, Comparator comparator, Value value, Span span) implements Rule {}

    /** {@code attribute [NOT] BETWEEN low AND high}. */
    record Between(Attribute attribute, boolean negated, Value low, Value high, Span span) implements Rule {}

    /** {@code attribute [NOT] IN (…)}. */
    record In(Attribute attribute, boolean negated, List<Value> values, Span span) implements Rule {}

    /** {@code attribute [NOT] CONTAINS [ANY|ALL|NONE] …}. */
    record Contains(Attribute attribute, boolean negated, Quantifier quantifier, List<Value> values, Span span)
            implements Rule {}

    /** {@code attribute [NOT] STARTS WITH|ENDS WITH text}. */
    record Affix(Attribute attribute, boolean negated, boolean atStart, Value.Text text, Span span) implements Rule {}

    /** {@code attribute IS [NOT] NULL}. */
    record IsNull(Attribute attribute, boolean negated, Span span) implements Rule {}

    /**
     * {@code function [NOT] MATCHES (…)}, and Shopify's older {@code function(…) = true}.
     *
     * @param function in lower case, {@code orders_placed}, {@code email.opened}, {@code event}
     * @param argument the quoted name in {@code event('name')}, or null
     */
    record Matches(String function, String argument, boolean negated, List<Parameter> parameters, Span span)
            implements Rule {}

    /** {@code SEGMENT [NOT] IN (…)}, {@code SEGMENT = '…'}. */
    record InSegment(boolean negated, List<Value.Text> names, Span span) implements Rule {}

    /** How many of the values of a CONTAINS must be there. */
    enum Quantifier {
        ONE,
        ANY,
        ALL,
        NONE
    }
}
