package io.muster.index.explain;

import io.muster.index.criterion.RangeSet;
import io.muster.index.explain.Regions.Region;
import io.muster.index.field.Anniversary;
import io.muster.index.field.DateField;
import io.muster.index.field.LongField;
import io.muster.index.field.Schema;
import io.muster.index.time.Bound;
import io.muster.index.time.EngineTime;
import io.muster.index.time.LocalDays;
import io.muster.index.time.Window;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * What dates might be instead: the nearest whole local day, or the nearest instant where no whole day will do. Dates of
 * what has happened are never later than now. One thread.
 */
final class DateSubjects {
    private static final int YEAR_DAYS = 366;

    /** Days of the year are tried around so many other dates. */
    private static final int MOST_YEARS = 8;

    private final Schema schema;
    private final LocalDays days;
    private final EngineTime time;
    private final long abandonmentMillis;
    private final Wording wording;
    private final Set<DateField> happened;

    DateSubjects(Schema schema, LocalDays days, EngineTime time, long abandonmentMillis) {
        this.schema = schema;
        this.days = days;
        this.time = time;
        this.abandonmentMillis = abandonmentMillis;
        wording = new Wording(days);
        happened = Set.of(
                schema.firstOrderDate,
                schema.lastOrderDate,
                schema.abandonedCheckoutDate,
                schema.lastEmailOpenedDate,
                schema.lastEmailClickedDate,
                schema.lastEngagedDate);
    }

    /** {@code asked} are the predicates of the field's criteria. */
    Subject of(DateField field, int ordinal, int[] conditions, List<Object> asked) {
        long value = field.get(ordinal);
        boolean missing = value == LongField.MISSING;
        long latest = latest(field);
        long present = missing ? days.startMillis(days.dayOf(time.nowMillis())) : value;
        Regions regions =
                new Regions(asked.stream().flatMapToLong(this::boundaries).toArray(), present);
        List<Long> dates = new ArrayList<>();
        for (Region region : regions.nearestFirst()) {
            if (region.low() <= latest) {
                dates.add(nearest(new Region(region.low(), Math.min(region.high(), latest)), present));
            }
        }
        boolean yearly = asked.stream().anyMatch(Anniversary.class::isInstance);
        if (yearly) {
            addDaysOfTheYear(dates, present, latest);
        }
        dates.sort(Comparator.comparingDouble(date -> Math.abs((double) date - present)));
        Alternatives alternatives = new Alternatives(conditions.length, i -> !missing && holds(asked.get(i), value));
        for (long date : dates) {
            alternatives.add(wording.date(date), i -> holds(asked.get(i), date));
        }
        alternatives.addMissing();
        boolean complete = regions.isComplete() && (!yearly || dates.size() <= MOST_YEARS * 2 * (YEAR_DAYS + 1));
        return new Subject(
                field.name(), missing ? null : wording.date(value), conditions, alternatives.list(), complete);
    }

    private long latest(DateField field) {
        if (!happened.contains(field)) {
            return Long.MAX_VALUE;
        }
        return field == schema.abandonedCheckoutDate ? time.nowMillis() - abandonmentMillis : time.nowMillis();
    }

    private LongStream boundaries(Object predicate) {
        return switch (predicate) {
            case RangeSet ranges -> Arrays.stream(ranges.boundaries());
            case Window window -> LongStream.of(pointMillis(window.lower()), pointMillis(window.upper()));
            default -> LongStream.of();
        };
    }

    private boolean holds(Object predicate, long value) {
        return switch (predicate) {
            case RangeSet ranges -> ranges.contains(value);
            case Window window ->
                value >= pointMillis(window.lower())
                        && (window.upper() instanceof Bound.None || value < pointMillis(window.upper()));
            case Anniversary anniversary -> anniversary.holds(date(value), days.dayOf(time.nowMillis()));
            default ->
                throw new IllegalStateException(
                        "date: found " + predicate + ", expected ranges, a window or an anniversary");
        };
    }

    private long pointMillis(Bound bound) {
        return switch (bound) {
            case Bound.None none -> RangeSet.LOWEST;
            case Bound.Fixed fixed -> fixed.atMillis();
            case Bound.Now now -> time.nowMillis() + now.offsetMillis();
            case Bound.Day day -> days.startMillis(day);
        };
    }

    private long nearest(Region region, long present) {
        if (region.contains(present)) {
            return present;
        }
        boolean later = present < region.low();
        LocalDate day = days.dayOf(later ? region.low() : region.high());
        LocalDate whole = day;
        if (later && days.startMillis(day) < region.low()) {
            whole = day.plusDays(1);
        } else if (!later && days.startMillis(day.plusDays(1)) - 1 > region.high()) {
            whole = day.minusDays(1);
        }
        long start = days.startMillis(whole);
        boolean fits = region.contains(start) && region.contains(days.startMillis(whole.plusDays(1)) - 1);
        return fits ? start : region.nearest(present);
    }

    /** Around the present date and the others that were found, every day of a year. */
    private void addDaysOfTheYear(List<Long> dates, long present, long latest) {
        List<Long> around = new ArrayList<>(dates.subList(0, Math.min(MOST_YEARS, dates.size())));
        around.add(present);
        for (long date : around) {
            LocalDate day = date(date);
            for (int away = -YEAR_DAYS; away <= YEAR_DAYS; away++) {
                long start = days.startMillis(day.plusDays(away));
                if (start <= latest) {
                    dates.add(start);
                }
            }
        }
    }

    private LocalDate date(long millis) {
        return Instant.ofEpochMilli(millis).atZone(days.zone()).toLocalDate();
    }
}
