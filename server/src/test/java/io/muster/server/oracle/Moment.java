package io.muster.server.oracle;

import io.muster.index.rule.Value;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * What a day or an instant of a rule means at one {@code now}.
 *
 * @param first its first millisecond
 * @param last its last millisecond, the same for an instant
 * @param day the local day it is, or lies in
 */
record Moment(long first, long last, LocalDate day) {
    static Moment of(Value value, ZoneId zone, long now) {
        return switch (value) {
            case Value.FixedDay fixed -> day(fixed.day(), zone);
            case Value.RelativeDay relative -> day(counted(relative, localDay(now, zone)), zone);
            case Value.FixedInstant fixed -> instant(fixed.instant().toEpochMilli(), zone);
            case Value.LocalInstant local ->
                instant(local.time().atZone(zone).toInstant().toEpochMilli(), zone);
            case Value.NowOffset offset -> instant(now + offset.offsetMillis(), zone);
            case Value.Decimal other -> throw new IllegalArgumentException("found " + other + ", expected a date");
            case Value.Text other -> throw new IllegalArgumentException("found " + other + ", expected a date");
            case Value.Bool other -> throw new IllegalArgumentException("found " + other + ", expected a date");
        };
    }

    static LocalDate localDay(long instant, ZoneId zone) {
        return Instant.ofEpochMilli(instant).atZone(zone).toLocalDate();
    }

    private static LocalDate counted(Value.RelativeDay relative, LocalDate today) {
        return switch (relative.unit()) {
            case DAYS -> today.plusDays(relative.amount());
            case WEEKS -> today.plusWeeks(relative.amount());
            case MONTHS -> today.plusMonths(relative.amount());
            case YEARS -> today.plusYears(relative.amount());
        };
    }

    private static Moment day(LocalDate day, ZoneId zone) {
        long start = day.atStartOfDay(zone).toInstant().toEpochMilli();
        long end = day.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli();
        return new Moment(start, end - 1, day);
    }

    private static Moment instant(long millis, ZoneId zone) {
        return new Moment(millis, millis, localDay(millis, zone));
    }
}
