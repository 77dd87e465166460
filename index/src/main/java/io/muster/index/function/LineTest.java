package io.muster.index.function;

import io.muster.index.history.OrderLines;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/**
 * What a function asks of a line of an order.
 *
 * @param test whether it holds for the line that is read
 * @param neededTexts in lower case, of which the line must have one; null where it may hold without
 */
public record LineTest(Predicate<OrderLines> test, Set<String> neededTexts) {
    /** Of a number of the line. */
    public static LineTest number(NumberTest test, ToLongFunction<OrderLines> number) {
        return new LineTest(line -> test.holds(number.applyAsLong(line)), null);
    }

    /** Of a text of the line. */
    public static LineTest text(TextTest test, ToIntFunction<OrderLines> text) {
        return new LineTest(line -> test.holds(text.applyAsInt(line)), test.neededTexts());
    }

    /** Of the line's collections. */
    public static LineTest collections(TextTest test) {
        return listed(test, OrderLines::collections, OrderLines::collection);
    }

    /** Of the line's tags. */
    public static LineTest tags(TextTest test) {
        return listed(test, OrderLines::tags, OrderLines::tag);
    }

    private static LineTest listed(TextTest test, ToIntFunction<OrderLines> size, ListedText at) {
        return new LineTest(
                line -> {
                    boolean any = false;
                    for (int i = size.applyAsInt(line) - 1; i >= 0 && !any; i--) {
                        any = test.matches(at.get(line, i));
                    }
                    return any != test.negated();
                },
                test.neededTexts());
    }

    boolean holds(OrderLines line) {
        return test.test(line);
    }

    /** Reads one text of a list of the line's, by dictionary number. */
    @FunctionalInterface
    private interface ListedText {
        int get(OrderLines line, int index);
    }
}
