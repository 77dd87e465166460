package io.muster.index.outlook;

import io.muster.index.criterion.RangeSet;
import io.muster.index.field.Anniversary;
import io.muster.index.function.DateTest;
import io.muster.index.time.LocalDays;
import io.muster.index.time.Window;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** What a criterion asks of a date, as a question that can be put at any instant. */
interface DateQuestion {
    /** Days after which the calendar repeats itself, and some more, for zones that still change their rules. */
    long CYCLE_DAYS = 500 * 366L;

    /** Whether it holds at that instant for a value that is there. */
    boolean holds(long value, long atMillis);

    /** The first instant after that at which it may be otherwise, or {@link Forecast#NEVER}. */
    long nextMillis(long value, long atMillis);

    /** Whether it goes on changing for ever. */
    default boolean recurs() {
        return false;
    }

    /** What the predicate of a date field's criterion asks. */
    static DateQuestion of(Object predicate, LocalDays days) {
        return switch (predicate) {
            case RangeSet ranges -> new Fixed(ranges);
            case Window window -> new Moving(new DateTest(List.of(window), false, days));
            case Anniversary anniversary -> new Yearly(anniversary, days);
            default ->
                throw new IllegalStateException(
                        "date: found " + predicate + ", expected ranges, a window or an anniversary");
        };
    }

    /** In a set of spans that stand. */
    record Fixed(RangeSet ranges) implements DateQuestion {
        @Override
        public boolean holds(long value, long atMillis) {
            return ranges.contains(value);
        }

        @Override
        public long nextMillis(long value, long atMillis) {
            return Forecast.NEVER;
        }
    }

    /** In a window that moves with the clock. */
    record Moving(DateTest test) implements DateQuestion {
        @Override
        public boolean holds(long value, long atMillis) {
            return test.holds(value, atMillis);
        }

        @Override
        public long nextMillis(long value, long atMillis) {
            return test.nextMillis(value, atMillis);
        }
    }

    /** Has its anniversary in a span of days; looked for day by day, since clamped months follow no simple order. */
    record Yearly(Anniversary anniversary, LocalDays days) implements DateQuestion {
        @Override
        public boolean holds(long value, long atMillis) {
            return anniversary.holds(date(value), days.dayOf(atMillis));
        }

        @Override
        public long nextMillis(long value, long atMillis) {
            if (!anniversary.moves()) {
                return Forecast.NEVER;
            }
            LocalDate date = date(value);
            LocalDate today = days.dayOf(atMillis);
            LocalDate last = today.plusDays(CYCLE_DAYS);
            boolean now = anniversary.holds(date, today);
            for (LocalDate day = today.plusDays(1); day.isBefore(last); day = day.plusDays(1)) {
                if (anniversary.holds(date, day) != now) {
                    return days.startMillis(day);
                }
            }
            return Forecast.NEVER;
        }

        @Override
        public boolean recurs() {
            return true;
        }

        private LocalDate date(long value) {
            return Instant.ofEpochMilli(value).atZone(days.zone()).toLocalDate();
        }
    }
}
