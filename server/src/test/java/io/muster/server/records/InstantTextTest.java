package io.muster.server.records;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstantTextTest {
    private static final DateTimeFormatter[] FORMS = {
        DateTimeFormatter.ISO_OFFSET_DATE_TIME,
        DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mmXXX"),
        DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ssXX"),
        DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSXXX"),
        DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SX")
    };

    private final InstantText instants = new InstantText();

    @Test
    void shouldAgreeWithJavaTime() {
        long seed = System.nanoTime();
        System.out.println("InstantTextTest seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 50_000; i++) {
            long seconds = random.nextLong(
                    RecordLimits.MIN_TIME_MILLIS / 1000 + 100_000, RecordLimits.MAX_TIME_MILLIS / 1000 - 100_000);
            DateTimeFormatter form = FORMS[random.nextInt(FORMS.length)];
            int quarters = form == FORMS[4] ? 4 * random.nextInt(-18, 19) : random.nextInt(-72, 73);
            OffsetDateTime time = Instant.ofEpochSecond(seconds, random.nextInt(1_000_000_000))
                    .atOffset(ZoneOffset.ofTotalSeconds(quarters * 900));
            String text = form.format(time);
            OffsetDateTime expected = OffsetDateTime.parse(text, form);
            assertEquals(expected.toInstant().toEpochMilli(), parse(text), text);
            assertEquals(
                    time.toLocalDate().toEpochDay(),
                    instants.parseDay(time.toLocalDate().toString().toCharArray(), 0, 10),
                    text);
        }
    }

    @Test
    void shouldKnowEveryDayOfTheCalendar() {
        for (int year : new int[] {1899, 1900, 1904, 1999, 2000, 2001, 2004, 2026, 2099, 2100, 2400, 9999}) {
            for (int month = 0; month <= 13; month++) {
                for (int day = 0; day <= 32; day++) {
                    String text = "%04d-%02d-%02d".formatted(year, month, day);
                    assertEquals(epochDay(year, month, day), instants.parseDay(text.toCharArray(), 0, 10), text);
                }
            }
        }
    }

    private static long epochDay(int year, int month, int day) {
        boolean real = month >= 1
                && month <= 12
                && day >= 1
                && day <= LocalDate.of(year, month, 1).lengthOfMonth()
                && year >= 1900;
        return real ? LocalDate.of(year, month, day).toEpochDay() : InstantText.FAILED;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-02-01T12:00:00|an offset or Z at its end, for a local time is no instant",
                "2026-02-01T12:00|an offset or Z at its end, for a local time is no instant",
                "2026-02-01|a time of day and an offset or Z after the day",
                "2026-02-30T12:00:00Z|a day that the calendar has",
                "2026-13-01T12:00:00Z|a day that the calendar has",
                "2026-02-01T24:00:00Z|a time of day from 00:00:00 to 23:59:59",
                "2026-02-01T23:59:60Z|a time of day from 00:00:00 to 23:59:59",
                "2026-02-01T12:00:00+18:01|an offset from -18:00 to +18:00",
                "2026-02-01T12:00:00+10:60|an offset from -18:00 to +18:00",
                "1899-12-31T23:59:59Z|a time in the years 1900 to 9999",
                "9999-12-31T23:59:59-00:01|a time in the years 1900 to 9999"
            })
    void shouldSayWhatIsWrong(String text, String expected) {
        assertEquals(InstantText.FAILED, parse(text));
        assertEquals(expected, instants.expected());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026",
                "2026-02-01T",
                "2026-02-01T12",
                "2026-02-01T12:",
                "2026-02-01T12:00:",
                "2026-02-01T12:00:00.Z",
                "2026-02-01T12:00:00Zx",
                "2026-02-01T12:00:00+",
                "2026-02-01T12:00:00+1",
                "2026-02-01T12:00:00+01:",
                "2026-02-01T12:00:00+01:0",
                "2026-02-01T12:00:00 +01:00",
                "2026-02-01X12:00:00Z",
                "20260201T120000Z",
                "+2026-02-01T12:00:00Z",
                "1769940000000",
                "2026-2-1T12:00:00Z",
                "now"
            })
    void shouldRefuseOtherForms(String text) {
        assertEquals(InstantText.FAILED, parse(text));
        assertEquals(Shape.INSTANT.expected(), instants.expected());
    }

    private long parse(String text) {
        return instants.parseInstant(text.toCharArray(), 0, text.length());
    }
}
