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
    /** The calendar repeats itself after 400 years; and a few days. */
    long CYCLE_DAYS = 146_097 + 3;

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

    /** Has its anniversary in a span of days. */
    final class Yearly implements DateQuestion {
        private final Anniversary anniversary;
        private final LocalDays days;
        private long value;
        private AnniversaryYears years;

        Yearly(Anniversary anniversary, LocalDays days) {
            this.anniversary = anniversary;
            this.days = days;
        }

        @Override
        public boolean holds(long date, long atMillis) {
            return yearsOf(date).holds(days.dayOf(atMillis));
        }

        @Override
        public long nextMillis(long date, long atMillis) {
            LocalDate next = anniversary.moves() ? yearsOf(date).next(days.dayOf(atMillis)) : null;
            return next == null ? Forecast.NEVER : days.startMillis(next);
        }

        @Override
        public boolean recurs() {
            return true;
        }

        private AnniversaryYears yearsOf(long date) {
            if (years == null || date != value) {
                value = date;
                years = new AnniversaryYears(
                        anniversary,
                        Instant.ofEpochMilli(date).atZone(days.zone()).toLocalDate());
            }
            return years;
        }
    }
}
