package io.muster.index.rule;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads fixed days and instants, and Shopify's names for days gone by. */
final class Moments {
    private static final Pattern AGO = Pattern.compile("([0-9]+)_(day|week|month|year)s?_ago");
    private static final Pattern DAY = Pattern.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})");
    private static final Pattern TIME = Pattern.compile("([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\\.([0-9]{1,9}))?)?");
    private static final Pattern OFFSET = Pattern.compile("z|([+-])([0-9]{2})(?::?([0-9]{2}))?");

    private Moments() {}

    /** True for {@code 30_days_ago} and its kind. */
    static boolean isAgo(String figure) {
        return figure.endsWith("_ago") && AGO.matcher(figure).matches();
    }

    /** How long ago {@code 30_days_ago} is. */
    static Amount ago(String figure) {
        Matcher matcher = AGO.matcher(figure);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(figure);
        }
        return new Amount(Amount.count(matcher.group(1)), matcher.group(2).substring(0, 1));
    }

    /** True for what is meant as a day or an instant, well written or not. */
    static boolean isMoment(String figure) {
        int digits = Amount.digits(figure, 0);
        return digits < figure.length() && figure.charAt(digits) == '-';
    }

    /** Reads a day, {@code 2026-01-31}, or an instant, {@code 2026-01-31t10:00:00.5+02:00}, in lower case. */
    static Value moment(String figure, Span span, RuleCursor cursor) {
        int time = figure.indexOf('t');
        LocalDate day = day(time < 0 ? figure : figure.substring(0, time), cursor);
        return time < 0 ? new Value.FixedDay(day, span) : instant(day, figure.substring(time + 1), span, cursor);
    }

    private static LocalDate day(String figure, RuleCursor cursor) {
        Matcher matcher = DAY.matcher(figure);
        if (!matcher.matches()) {
            throw cursor.refusal("a day as year-month-day, such as 2026-01-31");
        }
        try {
            return LocalDate.of(number(matcher, 1), number(matcher, 2), number(matcher, 3));
        } catch (DateTimeException invalid) {
            throw cursor.refusal("a day that is in the calendar");
        }
    }

    private static Value instant(LocalDate day, String figure, Span span, RuleCursor cursor) {
        Matcher time = TIME.matcher(figure);
        if (!time.lookingAt()) {
            throw malformedInstant(cursor);
        }
        try {
            LocalTime clock = LocalTime.of(number(time, 1), number(time, 2), number(time, 3), nanos(time.group(4)));
            LocalDateTime local = day.atTime(clock);
            if (time.end() == figure.length()) {
                return new Value.LocalInstant(local, span);
            }
            return new Value.FixedInstant(local.toInstant(offset(figure.substring(time.end()), cursor)), span);
        } catch (DateTimeException invalid) {
            throw cursor.refusal("a time between 00:00:00 and 23:59:59, with an offset of at most 18 hours");
        }
    }

    private static ZoneOffset offset(String figure, RuleCursor cursor) {
        Matcher matcher = OFFSET.matcher(figure);
        if (!matcher.matches()) {
            throw malformedInstant(cursor);
        }
        if (matcher.group(1) == null) {
            return ZoneOffset.UTC;
        }
        int sign = matcher.group(1).equals("-") ? -1 : 1;
        return ZoneOffset.ofHoursMinutes(sign * number(matcher, 2), sign * number(matcher, 3));
    }

    private static RuleException malformedInstant(RuleCursor cursor) {
        return cursor.refusal("an instant such as 2026-01-31T10:00:00, alone or with Z or an offset such as +02:00");
    }

    private static int number(Matcher matcher, int group) {
        return matcher.group(group) == null ? 0 : Integer.parseInt(matcher.group(group));
    }

    private static int nanos(String fraction) {
        return fraction == null ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9));
    }
}
