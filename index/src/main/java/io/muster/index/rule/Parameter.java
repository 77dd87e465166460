package io.muster.index.rule;

import java.util.List;

/**
 * One parameter of a function.
 *
 * @param name in lower case; for {@code sum('property')} and its kind, the part before the parenthesis
 * @param argument the quoted text in {@code sum('property')}, or null
 * @param test what is asked of it
 * @param span where it stands
 */
public record Parameter(String name, String argument, Test test, Span span) {
    /** The forms in which a parameter is tested. */
    public sealed interface Test {
        /** {@code = x}, {@code >= x} … */
        record Compare(Comparator comparator, Value value) implements Test {}

        /** {@code [NOT] BETWEEN low AND high}. */
        record Between(boolean negated, Value low, Value high) implements Test {}

        /** {@code [NOT] IN (…)}. */
        record In(boolean negated, List<Value> values) implements Test {}

        /** {@code [NOT] CONTAINS x}. */
        record Contains(boolean negated, Value value) implements Test {}
    }
}
