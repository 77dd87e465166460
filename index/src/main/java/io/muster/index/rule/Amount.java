package io.muster.index.rule;

/**
 * A count of some unit of time as a rule writes it, {@code 30d} or {@code 15min}.
 *
 * @param count never negative; anything beyond nineteen digits is {@code Long.MAX_VALUE}
 * @param unit in lower case, as written
 */
record Amount(long count, String unit) {
    /** {@link RuleLimits#PERIOD_DAYS} in milliseconds. */
    static final long MOST_MILLIS = RuleLimits.PERIOD_DAYS * 86_400_000L;

    private static final int LONGEST_COUNT_DIGITS = 18;

    /** True for digits, with or without a fraction. */
    static boolean isNumber(String figure) {
        int whole = digits(figure, 0);
        if (whole == 0 || whole == figure.length()) {
            return whole > 0;
        }
        boolean fraction = figure.charAt(whole) == '.' && whole + 1 < figure.length();
        return fraction && digits(figure, whole + 1) == figure.length();
    }

    /** True for digits and then one of the units, those of days and those of instants. */
    static boolean hasUnit(String figure) {
        int digits = digits(figure, 0);
        return digits > 0
                && switch (figure.substring(digits)) {
                    case "s", "min", "h", "d", "w", "m", "y" -> true;
                    default -> false;
                };
    }

    /** Takes {@code 30d} apart. */
    static Amount of(String figure) {
        int digits = digits(figure, 0);
        return new Amount(count(figure.substring(0, digits)), figure.substring(digits));
    }

    /** The number that the digits say. */
    static long count(String digits) {
        int first = 0;
        while (first < digits.length() - 1 && digits.charAt(first) == '0') {
            first++;
        }
        boolean fits = digits.length() - first <= LONGEST_COUNT_DIGITS;
        return fits ? Long.parseLong(digits, first, digits.length(), 10) : Long.MAX_VALUE;
    }

    /** Where the digits from this position on end. */
    static int digits(String figure, int from) {
        int index = from;
        while (index < figure.length() && figure.charAt(index) >= '0' && figure.charAt(index) <= '9') {
            index++;
        }
        return index;
    }

    /** How many of the unit are within {@link RuleLimits#PERIOD_DAYS}. */
    static int most(Value.DayUnit unit) {
        return switch (unit) {
            case DAYS -> RuleLimits.PERIOD_DAYS;
            case WEEKS -> RuleLimits.PERIOD_DAYS / 7;
            case MONTHS -> RuleLimits.PERIOD_DAYS / 366 * 12;
            case YEARS -> RuleLimits.PERIOD_DAYS / 366;
        };
    }

    /** The unit of a day counted from today, or null for units shorter than a day. */
    Value.DayUnit dayUnit() {
        return switch (unit) {
            case "d" -> Value.DayUnit.DAYS;
            case "w" -> Value.DayUnit.WEEKS;
            case "m" -> Value.DayUnit.MONTHS;
            case "y" -> Value.DayUnit.YEARS;
            default -> null;
        };
    }

    /** The length of the unit after {@code now} in milliseconds, or 0 for months and years, whose length varies. */
    long unitMillis() {
        return switch (unit) {
            case "s" -> 1_000L;
            case "min" -> 60_000L;
            case "h" -> 3_600_000L;
            case "d" -> 86_400_000L;
            case "w" -> 604_800_000L;
            default -> 0L;
        };
    }
}
