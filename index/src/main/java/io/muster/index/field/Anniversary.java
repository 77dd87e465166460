package io.muster.index.field;

import io.muster.index.rule.Value.DayUnit;
import io.muster.index.time.LocalDays;
import java.time.LocalDate;

/**
 * A span of days of the year, both ends in it, which wraps over the year's end where the first comes after the last. 29
 * February counts on 28 February where the year of the last day has none.
 *
 * @param first the first day
 * @param last the last day
 */
public record Anniversary(Day first, Day last) {
    /** A day as a rule says it. */
    public sealed interface Day {
        /** A day of the calendar; its year says only whether there is a 29 February. */
        record Fixed(LocalDate day) implements Day {}

        /** Counted from today. */
        record Relative(int amount, DayUnit unit) implements Day {}

        /** Which day that is today. */
        default LocalDate on(LocalDays days) {
            return switch (this) {
                case Fixed fixed -> fixed.day();
                case Relative relative -> LocalDays.shift(days.today(), relative.amount(), relative.unit());
            };
        }
    }

    /** The 28 of February, as {@link #monthDay} has it. */
    private static final int FEBRUARY_28 = 228;

    /** Month × 100 + day of the month. */
    static int monthDay(LocalDate day) {
        return day.getMonthValue() * 100 + day.getDayOfMonth();
    }

    /** The first month and day inside. */
    int from(LocalDays days) {
        return monthDay(first.on(days));
    }

    /** The last month and day inside. */
    int to(LocalDays days) {
        LocalDate end = last.on(days);
        int monthDay = monthDay(end);
        return monthDay == FEBRUARY_28 && !end.isLeapYear() ? FEBRUARY_28 + 1 : monthDay;
    }

    /** Whether the span wraps over the end of the year. */
    boolean wraps(LocalDays days) {
        return from(days) > monthDay(last.on(days));
    }
}
