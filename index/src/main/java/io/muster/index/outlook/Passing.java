package io.muster.index.outlook;

import io.muster.index.time.Bound;
import io.muster.index.time.LocalDays;
import java.time.LocalDate;

/**
 * When a bound passes values that are asked about in their order: of those of one local day the answer is the same
 * where the bound moves by days, and is kept. One thread.
 */
final class Passing {
    private final Bound bound;
    private final LocalDays days;
    private long dayStartMillis = Long.MAX_VALUE;
    private long dayEndMillis = Long.MIN_VALUE;
    private long kept;

    Passing(Bound bound, LocalDays days) {
        this.bound = bound;
        this.days = days;
    }

    /** The first instant at which the bound stands above {@code millis}, or {@link Forecast#NEVER}. */
    long millis(long millis) {
        if (!(bound instanceof Bound.Day)) {
            return days.passesMillis(bound, millis);
        }
        if (millis < dayStartMillis || millis >= dayEndMillis) {
            LocalDate day = days.dayOf(millis);
            dayStartMillis = days.startMillis(day);
            dayEndMillis = days.startMillis(day.plusDays(1));
            kept = days.passesMillis(bound, millis);
        }
        return kept;
    }
}
