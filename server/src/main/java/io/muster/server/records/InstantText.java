package io.muster.server.records;

/**
 * Reads ISO-8601 times with an offset ({@code 2026-02-01T12:00:00.5+01:00}) and days ({@code 2026-02-01}) without
 * allocating. Seconds and their fraction may be left out; what is beyond a millisecond is dropped. Not thread-safe.
 */
final class InstantText {
    /** What the methods return where the text can't be read; no time taken is stored so. */
    static final long FAILED = Long.MIN_VALUE;

    private static final String TIME_FORM =
            "an ISO-8601 time with an offset or Z (2026-02-01T12:00:00Z), or epoch milliseconds";
    private static final String DAY_FORM = "a day (1990-02-28) or a time with an offset or Z";
    private static final long MILLIS_PER_DAY = 86_400_000L;
    private static final int DAY_LENGTH = 10;
    private static final int[] DAYS_BEFORE_MONTH = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};

    private char[] text;
    private int position;
    private int end;
    private String expected;

    /** Milliseconds since the epoch, or {@link #FAILED}, and then {@link #expected()} says what it should have been. */
    long parseInstant(char[] chars, int offset, int length) {
        set(chars, offset, length);
        long day = day(TIME_FORM);
        if (day == FAILED) {
            return FAILED;
        }
        if (position == end) {
            return fail("a time of day and an offset or Z after the day");
        }
        char separator = text[position++];
        if (separator != 'T' && separator != 't' && separator != ' ') {
            return fail(TIME_FORM);
        }
        long millisOfDay = timeOfDay();
        if (millisOfDay == FAILED) {
            return FAILED;
        }
        long offsetMillis = offset();
        return offsetMillis == FAILED ? FAILED : inRange(day * MILLIS_PER_DAY + millisOfDay - offsetMillis);
    }

    /** Days since the epoch, or {@link #FAILED}, and then {@link #expected()} says what it should have been. */
    long parseDay(char[] chars, int offset, int length) {
        set(chars, offset, length);
        long day = day(DAY_FORM);
        if (day != FAILED && position != end) {
            return fail(DAY_FORM);
        }
        return day == FAILED || inRange(day * MILLIS_PER_DAY) == FAILED ? FAILED : day;
    }

    /** Whether the text has the length of a day. */
    static boolean isDayLength(int length) {
        return length == DAY_LENGTH;
    }

    /** {@code millis} if it is a time that is taken, else {@link #FAILED}. */
    long inRange(long millis) {
        boolean taken = millis >= RecordLimits.MIN_TIME_MILLIS && millis <= RecordLimits.MAX_TIME_MILLIS;
        return taken ? millis : fail("a time in the years 1900 to 9999");
    }

    /** What the last text that failed should have been. */
    String expected() {
        return expected;
    }

    private void set(char[] chars, int offset, int length) {
        text = chars;
        position = offset;
        end = offset + length;
    }

    private long day(String form) {
        int year = number(4);
        boolean formed = skip('-');
        int month = number(2);
        formed &= skip('-');
        int day = number(2);
        if (!formed || year < 0 || month < 0 || day < 0) {
            return fail(form);
        }
        if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) {
            return fail("a day that the calendar has");
        }
        return epochDay(year, month, day);
    }

    private long timeOfDay() {
        int hour = number(2);
        boolean formed = skip(':');
        int minute = number(2);
        int second = 0;
        int millis = 0;
        if (skip(':')) {
            second = number(2);
            millis = skip('.') ? fraction() : 0;
        }
        if (!formed || hour < 0 || minute < 0 || second < 0 || millis < 0) {
            return fail(TIME_FORM);
        }
        if (hour > 23 || minute > 59 || second > 59) {
            return fail("a time of day from 00:00:00 to 23:59:59");
        }
        return ((hour * 60L + minute) * 60 + second) * 1000 + millis;
    }

    private int fraction() {
        int from = position;
        int millis = 0;
        int weight = 100;
        while (position < end && isDigit(text[position])) {
            millis += weight * (text[position++] - '0');
            weight /= 10;
        }
        return position == from ? -1 : millis;
    }

    private long offset() {
        if (position == end) {
            return fail("an offset or Z at its end, for a local time is no instant");
        }
        char sign = text[position++];
        if (sign == 'Z' || sign == 'z') {
            return position == end ? 0 : fail(TIME_FORM);
        }
        int hours = number(2);
        int minutes = 0;
        if (position < end) {
            skip(':');
            minutes = number(2);
        }
        if (sign != '+' && sign != '-' || hours < 0 || minutes < 0 || position != end) {
            return fail(TIME_FORM);
        }
        if (minutes > 59 || hours * 60 + minutes > 18 * 60) {
            return fail("an offset from -18:00 to +18:00");
        }
        long millis = (hours * 60L + minutes) * 60_000;
        return sign == '-' ? -millis : millis;
    }

    private int number(int digits) {
        if (end - position < digits) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < digits; i++) {
            char c = text[position];
            if (!isDigit(c)) {
                return -1;
            }
            value = 10 * value + c - '0';
            position++;
        }
        return value;
    }

    private boolean skip(char expectedChar) {
        boolean there = position < end && text[position] == expectedChar;
        position += there ? 1 : 0;
        return there;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLeap(int year) {
        return (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    private static int daysIn(int year, int month) {
        return switch (month) {
            case 2 -> isLeap(year) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    private static long epochDay(int year, int month, int day) {
        int before = year - 1;
        long days = 365L * before + before / 4 - before / 100 + before / 400;
        days += DAYS_BEFORE_MONTH[month - 1] + (month > 2 && isLeap(year) ? 1 : 0) + day - 1;
        return days - 719_162;
    }

    private long fail(String what) {
        expected = what;
        return FAILED;
    }
}
