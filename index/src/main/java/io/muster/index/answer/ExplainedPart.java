package io.muster.index.answer;

import java.util.List;

/**
 * A part of a rule as it is for one customer.
 *
 * @param kind what joins its terms
 * @param text as written
 * @param line where it starts, from 1
 * @param column where it starts, from 1
 * @param holds whether it holds now
 * @param untilMillis when that ends by itself, {@link Explanation#NEVER} if it never does
 * @param value what the condition looks at, for people: {@code 3}, {@code 2026-01-31T10:00:00Z}, {@code vip, gold},
 *     {@code 2 orders, amount 120}; null where it is missing, and for a part that joins others
 * @param events those that count towards it, newest first, at most {@link #MOST_EVENTS}; empty where none does
 * @param eventCount how many count, told or not
 * @param note what a reader may not expect, such as that a missing value makes it hold; null for nothing
 * @param terms what it joins, in the order written; empty for a condition
 */
public record ExplainedPart(
        RulePart.Kind kind,
        String text,
        int line,
        int column,
        boolean holds,
        long untilMillis,
        String value,
        List<CountedEvent> events,
        long eventCount,
        String note,
        List<ExplainedPart> terms) {
    /** How many events are told at most. */
    public static final int MOST_EVENTS = 20;

    /**
     * An event that counts.
     *
     * @param name {@code order}, {@code checkout} or the event's name
     * @param id its own id, or null
     * @param atMillis when it was
     * @param detail what of it counts, for people: {@code amount 129.90}; empty for nothing
     */
    public record CountedEvent(String name, String id, long atMillis, String detail) {}
}
