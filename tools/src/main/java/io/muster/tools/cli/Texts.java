package io.muster.tools.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How numbers and instants are written for people. */
final class Texts {
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx", Locale.ROOT);

    private Texts() {}

    /** With commas. */
    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** To the second, in the zone. */
    static String instant(long epochMillis, String zone) {
        return LOCAL.format(Instant.ofEpochMilli(epochMillis).atZone(ZoneId.of(zone)));
    }

    /** ISO-8601 to the millisecond, in the zone. */
    static String exactInstant(long epochMillis, String zone) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                Instant.ofEpochMilli(epochMillis).atZone(ZoneId.of(zone)));
    }

    /** A thousandth of a microsecond is a nanosecond. */
    static String microseconds(long nanoseconds) {
        return String.format(Locale.ROOT, "%,.1f µs", nanoseconds / 1_000.0);
    }
}
