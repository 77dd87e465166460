package io.muster.index.time;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.muster.index.rule.Value.DayUnit;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

final class LocalDaysTest {
    private static final long HOUR_MILLIS = 3_600_000;

    @Test
    void shouldKnowDaysOf23And25Hours() {
        LocalDays days = at("Europe/Skopje", "2026-03-29T10:00:00Z");
        assertEquals(23 * HOUR_MILLIS, days.tomorrowMillis() - days.startMillis(LocalDate.of(2026, 3, 29)));
        days.advance(Instant.parse("2026-10-25T10:00:00Z").toEpochMilli());
        assertEquals(25 * HOUR_MILLIS, days.tomorrowMillis() - days.startMillis(LocalDate.of(2026, 10, 25)));
    }

    @Test
    void shouldStartADayLateWhereMidnightIsSkipped() {
        LocalDays days = at("America/Sao_Paulo", "2018-11-04T12:00:00Z");
        assertEquals(Instant.parse("2018-11-04T03:00:00Z").toEpochMilli(), days.startMillis(LocalDate.of(2018, 11, 4)));
    }

    @Test
    void shouldGiveADayThatNeverWasNoLength() {
        LocalDays days = at("Pacific/Apia", "2011-12-29T12:00:00Z");
        assertEquals(days.startMillis(LocalDate.of(2011, 12, 31)), days.startMillis(LocalDate.of(2011, 12, 30)));
    }

    @Test
    void shouldClampMonthsAndYearsToTheirEnds() {
        LocalDays days = at("UTC", "2028-02-29T12:00:00Z");
        assertEquals(start("2027-02-28"), days.startMillis(new Bound.Day(-1, DayUnit.YEARS, 0)));
        days.advance(Instant.parse("2026-05-31T12:00:00Z").toEpochMilli());
        assertEquals(start("2026-02-28"), days.startMillis(new Bound.Day(-3, DayUnit.MONTHS, 0)));
        assertEquals(start("2026-03-01"), days.startMillis(new Bound.Day(-3, DayUnit.MONTHS, 1)));
        assertEquals(start("2026-06-14"), days.startMillis(new Bound.Day(2, DayUnit.WEEKS, 0)));
    }

    private static LocalDays at(String zone, String now) {
        return new LocalDays(ZoneId.of(zone), Instant.parse(now).toEpochMilli());
    }

    private static long start(String day) {
        return LocalDate.parse(day).atStartOfDay(ZoneId.of("UTC")).toInstant().toEpochMilli();
    }
}
