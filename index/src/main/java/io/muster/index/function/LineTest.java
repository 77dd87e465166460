package io.muster.index.function;

import io.muster.index.history.OrderLines;

/** What a function asks of a line of an order. */
@FunctionalInterface
public interface LineTest {
    boolean holds(OrderLines line);

    /** Of the line's collections. */
    static LineTest collections(TextTest test) {
        return line -> {
            boolean any = false;
            for (int i = line.collections() - 1; i >= 0 && !any; i--) {
                any = test.matches(line.collection(i));
            }
            return any != test.negated();
        };
    }

    /** Of the line's tags. */
    static LineTest tags(TextTest test) {
        return line -> {
            boolean any = false;
            for (int i = line.tags() - 1; i >= 0 && !any; i--) {
                any = test.matches(line.tag(i));
            }
            return any != test.negated();
        };
    }
}
