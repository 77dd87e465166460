package io.muster.index.outlook;

import io.muster.index.field.Anniversary;
import java.time.LocalDate;
import java.time.Year;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * On which days one date has its anniversary in a span of days. Two years among whose neighbours the same are leap
 * years have the same such days, so that four centuries cost little more than a few years. One thread.
 */
final class AnniversaryYears {
    /** The calendar repeats itself after so many years. */
    private static final int CYCLE_YEARS = 400;

    /** Neighbours on either side that fit the pattern. */
    private static final int MOST_NEIGHBOURS = 30;

    private final Anniversary anniversary;
    private final LocalDate date;
    private final int neighbours;
    private final Map<Long, BitSet> years = new HashMap<>();

    AnniversaryYears(Anniversary anniversary, LocalDate date) {
        this.anniversary = anniversary;
        this.date = date;
        neighbours = Math.max(reachYears(anniversary.first()), reachYears(anniversary.last()));
    }

    boolean holds(LocalDate today) {
        return anniversary.holds(date, today);
    }

    /** The first day after {@code today} on which it is otherwise; null where there is none in a whole cycle. */
    LocalDate next(LocalDate today) {
        boolean now = holds(today);
        int after = today.getDayOfYear() + 1;
        for (int year = today.getYear(); year <= today.getYear() + CYCLE_YEARS; year++) {
            BitSet days = year(year);
            int day = now ? days.nextClearBit(after) : days.nextSetBit(after);
            if (day > 0 && day <= Year.of(year).length()) {
                return LocalDate.ofYearDay(year, day);
            }
            after = 1;
        }
        return null;
    }

    private BitSet year(int year) {
        BitSet known = years.get(pattern(year));
        if (known == null) {
            known = new BitSet();
            LocalDate day = LocalDate.of(year, 1, 1);
            for (; day.getYear() == year; day = day.plusDays(1)) {
                known.set(day.getDayOfYear(), holds(day));
            }
            years.put(pattern(year), known);
        }
        return known;
    }

    /** Which of the neighbours are leap years, below zero; the year itself where too many matter. */
    private long pattern(int year) {
        if (neighbours > MOST_NEIGHBOURS) {
            return year;
        }
        long pattern = -1;
        for (int other = year - neighbours; other <= year + neighbours; other++) {
            pattern = pattern << 1 | (Year.isLeap(other) ? 0 : 1);
        }
        return pattern;
    }

    private static int reachYears(Anniversary.Day day) {
        return switch (day) {
            case Anniversary.Day.Fixed fixed -> 1;
            case Anniversary.Day.Relative relative -> {
                long most = switch (relative.unit()) {
                    case DAYS -> 1;
                    case WEEKS -> 7;
                    case MONTHS -> 31;
                    case YEARS -> 366;
                };
                yield (int) (Math.abs(relative.amount() * most) / 365 + 2);
            }
        };
    }
}
