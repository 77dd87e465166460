package io.muster.index.time;

import io.muster.index.rule.Value.DayUnit;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** Where the local days of a workspace begin, on days of 23, 24 and 25 hours. One thread. */
public final class LocalDays {
    private final ZoneId zone;
    private LocalDate today;
    private long tomorrowMillis;

    public LocalDays(ZoneId zone, long nowMillis) {
        this.zone = zone;
        advance(nowMillis);
    }

    public ZoneId zone() {
        return zone;
    }

    /** Takes the local day of {@code nowMillis} as today. */
    public void advance(long nowMillis) {
        restore(Instant.ofEpochMilli(nowMillis).atZone(zone).toLocalDate());
    }

    /** Takes {@code newToday} as today. */
    public void restore(LocalDate newToday) {
        today = newToday;
        tomorrowMillis = startMillis(today.plusDays(1));
    }

    public LocalDate today() {
        return today;
    }

    /** When the next local day begins. */
    public long tomorrowMillis() {
        return tomorrowMillis;
    }

    /** The first instant of {@code day}. */
    public long startMillis(LocalDate day) {
        return day.atStartOfDay(zone).toInstant().toEpochMilli();
    }

    /** The local day that {@code millis} is in; where the clock goes back over a midnight, the later one. */
    public LocalDate dayOf(long millis) {
        LocalDate day = Instant.ofEpochMilli(millis).atZone(zone).toLocalDate();
        LocalDate next = day.plusDays(1);
        return startMillis(next) <= millis ? next : day;
    }

    /** The first instant at which {@code bound} stands above {@code millis}; {@link Due#NEVER} for never. */
    public long passesMillis(Bound bound, long millis) {
        return switch (bound) {
            case Bound.None none -> Due.NEVER;
            case Bound.Fixed fixed -> fixed.atMillis() > millis ? Long.MIN_VALUE : Due.NEVER;
            case Bound.Now now -> millis + 1 - now.offsetMillis();
            case Bound.Day day -> startMillis(firstDayPast(day, millis));
        };
    }

    /** The first today on which the bound stands above {@code millis}. It never moves back, so halving finds it. */
    private LocalDate firstDayPast(Bound.Day bound, long millis) {
        LocalDate local = Instant.ofEpochMilli(millis).atZone(zone).toLocalDate();
        long guess = 2 * local.toEpochDay() - shifted(bound, local).toEpochDay();
        long low = guess - 4;
        long high = guess + 4;
        while (startMillis(shifted(bound, LocalDate.ofEpochDay(low))) > millis) {
            low -= 32;
        }
        while (startMillis(shifted(bound, LocalDate.ofEpochDay(high))) <= millis) {
            high += 32;
        }
        while (high - low > 1) {
            long middle = Math.floorDiv(low + high, 2);
            if (startMillis(shifted(bound, LocalDate.ofEpochDay(middle))) > millis) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return LocalDate.ofEpochDay(high);
    }

    /** Where {@code bound} stands today; months and years clamp to the month's end. */
    public long startMillis(Bound.Day bound) {
        return startMillis(shifted(bound, today));
    }

    /** {@code day} moved by so many units; months and years clamp to the month's end. */
    public static LocalDate shift(LocalDate day, int amount, DayUnit unit) {
        return switch (unit) {
            case DAYS -> day.plusDays(amount);
            case WEEKS -> day.plusWeeks(amount);
            case MONTHS -> day.plusMonths(amount);
            case YEARS -> day.plusYears(amount);
        };
    }

    private static LocalDate shifted(Bound.Day bound, LocalDate from) {
        return shift(from, bound.amount(), bound.unit()).plusDays(bound.plusDays());
    }
}
