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

        /** Which day that is on that {@code today}. */
        default LocalDate on(LocalDate today) {
            return switch (this) {
                case Fixed fixed -> fixed.day();
                case Relative relative -> LocalDays.shift(today, relative.amount(), relative.unit());
            };
        }
    }

    /** The 28 of February, as {@link #monthDay} has it. */
    private static final int FEBRUARY_28 = 228;

    /** Whether it moves as time passes. */
    public boolean moves() {
        return first instanceof Day.Relative || last instanceof Day.Relative;
    }

    /** Whether {@code date} has its anniversary inside on that {@code today}. */
    public boolean holds(LocalDate date, LocalDate today) {
        return holds(monthDay(date), today);
    }

    /** Whether the month and day are inside on that {@code today}. */
    boolean holds(int monthDay, LocalDate today) {
        LocalDate end = last.on(today);
        int from = from(today);
        boolean afterFirst = monthDay >= from;
        boolean beforeLast = monthDay <= to(end, monthDay(end));
        return from > monthDay(end) ? afterFirst || beforeLast : afterFirst && beforeLast;
    }

    /** Month × 100 + day of the month. */
    static int monthDay(LocalDate day) {
        return day.getMonthValue() * 100 + day.getDayOfMonth();
    }

    /** The first month and day inside. */
    int from(LocalDate today) {
        return monthDay(first.on(today));
    }

    /** The last month and day inside. */
    int to(LocalDate today) {
        LocalDate end = last.on(today);
        return to(end, monthDay(end));
    }

    /** Whether the span wraps over the end of the year. */
    boolean wraps(LocalDate today) {
        return from(today) > monthDay(last.on(today));
    }

    private static int to(LocalDate end, int monthDay) {
        return monthDay == FEBRUARY_28 && !end.isLeapYear() ? FEBRUARY_28 + 1 : monthDay;
    }
}
