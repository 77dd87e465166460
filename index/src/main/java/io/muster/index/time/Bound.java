package io.muster.index.time;

import io.muster.index.rule.Value.DayUnit;

/** One end of a span of time, as a rule says it: fixed, or moving with the clock. Never moves back as time goes on. */
public sealed interface Bound {
    /** No end on this side. */
    record None() implements Bound {}

    /** Milliseconds since the epoch. */
    record Fixed(long atMillis) implements Bound {}

    /** So many milliseconds from now; moves every millisecond. */
    record Now(long offsetMillis) implements Bound {}

    /**
     * The start of a local day: today moved by {@code amount} units, then by {@code plusDays}; moves at local midnight.
     */
    record Day(int amount, DayUnit unit, int plusDays) implements Bound {}

    Bound NONE = new None();

    /** Whether it moves as time passes. */
    default boolean moves() {
        return this instanceof Now || this instanceof Day;
    }
}
