package io.muster.index.rule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Prints the values of rules. */
final class ValueText {
    private static final int LAST_YEAR = 9999;
    private static final ZoneOffset WESTMOST = ZoneOffset.ofHours(-18);
    private static final ZoneOffset EASTMOST = ZoneOffset.ofHours(18);

    private ValueText() {}

    /** The value as a rule writes it. */
    static String format(Value value) {
        return switch (value) {
            case Value.Decimal decimal -> decimal.text();
            case Value.Text text -> quoted(text.text());
            case Value.Bool bool -> Boolean.toString(bool.value());
            case Value.FixedDay fixed -> fixed.day().toString();
            case Value.RelativeDay relative -> relativeDay(relative);
            case Value.FixedInstant fixed -> fixedInstant(fixed.instant());
            case Value.LocalInstant local -> DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(local.time());
            case Value.NowOffset offset -> nowOffset(offset.offsetMillis());
        };
    }

    /** The text in single quotes. */
    static String quoted(String text) {
        if (text.endsWith("\\")) {
            throw new IllegalArgumentException("a text that ends in a backslash cannot be written in a rule: " + text);
        }
        return "'" + text.replace("'", "\\'") + "'";
    }

    private static String relativeDay(Value.RelativeDay relative) {
        if (relative.unit() == Value.DayUnit.DAYS && relative.amount() == 0) {
            return "today";
        }
        if (relative.unit() == Value.DayUnit.DAYS && relative.amount() == -1) {
            return "yesterday";
        }
        String unit = RuleLexer.lowerCase(relative.unit().name().substring(0, 1));
        return (relative.amount() < 0 ? "" : "+") + relative.amount() + unit;
    }

    private static String nowOffset(long offsetMillis) {
        if (offsetMillis == 0) {
            return "now";
        }
        for (String unit : new String[] {"d", "h", "min", "s"}) {
            long unitMillis = new Amount(1, unit).unitMillis();
            if (offsetMillis % unitMillis == 0) {
                return "now " + (offsetMillis < 0 ? "- " : "+ ") + Math.abs(offsetMillis / unitMillis) + unit;
            }
        }
        throw new IllegalArgumentException("not a whole number of seconds from now: " + offsetMillis + " ms");
    }

    /** An offset near the ends of the calendar can carry an instant past the years that have four digits. */
    private static String fixedInstant(Instant instant) {
        int year = LocalDateTime.ofInstant(instant, ZoneOffset.UTC).getYear();
        if (year >= 0 && year <= LAST_YEAR) {
            return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(LocalDateTime.ofInstant(instant, ZoneOffset.UTC)) + "Z";
        }
        ZoneOffset offset = year < 0 ? EASTMOST : WESTMOST;
        return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(LocalDateTime.ofInstant(instant, offset)) + offset.getId();
    }
}
