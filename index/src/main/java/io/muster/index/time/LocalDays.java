package io.muster.index.time;

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
        today = Instant.ofEpochMilli(nowMillis).atZone(zone).toLocalDate();
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

    /** Where {@code bound} stands today; months and years clamp to the month's end. */
    public long startMillis(Bound.Day bound) {
        LocalDate day = switch (bound.unit()) {
            case DAYS -> today.plusDays(bound.amount());
            case WEEKS -> today.plusWeeks(bound.amount());
            case MONTHS -> today.plusMonths(bound.amount());
            case YEARS -> today.plusYears(bound.amount());
        };
        return startMillis(day.plusDays(bound.plusDays()));
    }
}
