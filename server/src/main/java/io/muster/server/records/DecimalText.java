package io.muster.server.records;

import io.muster.index.record.Decimals;

/**
 * Reads decimal text ({@code -129.90}, {@code 1.5e3}) exactly into millionths, never through binary floating point and
 * without allocating. Not thread-safe.
 */
final class DecimalText {
    /** What {@link #parse} returns where the text can't be kept; no decimal is stored so. */
    static final long FAILED = Long.MIN_VALUE;

    private static final int EXPONENT_BOUND = 100_000;
    private static final long[] POWERS = new long[19];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = 10 * POWERS[i - 1];
        }
    }

    private char[] text;
    private int position;
    private int end;
    private String expected;

    private long mantissa;
    private int significant;
    private int trailingZeros;
    private boolean overflow;

    /** The millionths of the text, or {@link #FAILED}, and then {@link #expected()} says what it should have been. */
    long parse(char[] chars, int offset, int length) {
        return parse(chars, offset, length, false);
    }

    /** As {@link #parse}, but places beyond the sixth are dropped. */
    long parseTruncated(char[] chars, int offset, int length) {
        return parse(chars, offset, length, true);
    }

    /** What the last text that failed should have been. */
    String expected() {
        return expected;
    }

    private long parse(char[] chars, int offset, int length, boolean truncate) {
        text = chars;
        position = offset;
        end = offset + length;
        mantissa = 0;
        significant = 0;
        trailingZeros = 0;
        overflow = false;
        boolean negative = position < end && text[position] == '-';
        if (negative) {
            position++;
        }
        int whole = digits(Integer.MAX_VALUE);
        int places = 0;
        if (whole > 0 && position < end && text[position] == '.') {
            position++;
            places = digits(truncate ? Decimals.SCALE : Integer.MAX_VALUE);
            if (places == 0) {
                return fail("a decimal number");
            }
            places = Math.min(places, truncate ? Decimals.SCALE : places);
        }
        int exponent = exponent();
        if (whole == 0 || position != end) {
            return fail("a decimal number");
        }
        return scaled(negative, Decimals.SCALE + exponent - places + trailingZeros, truncate);
    }

    private int digits(int kept) {
        int from = position;
        while (position < end && text[position] >= '0' && text[position] <= '9') {
            if (position - from < kept) {
                take(text[position] - '0');
            }
            position++;
        }
        return position - from;
    }

    private void take(int digit) {
        if (digit == 0) {
            if (mantissa != 0 || overflow) {
                trailingZeros++;
            }
            return;
        }
        append(trailingZeros, digit);
        trailingZeros = 0;
    }

    private void append(int zeros, int digit) {
        significant += significant == 0 ? 1 : zeros + 1;
        if (overflow || significant > 19) {
            overflow = true;
            return;
        }
        mantissa = mantissa * POWERS[zeros + 1] + digit;
        overflow = mantissa < 0;
    }

    private int exponent() {
        if (position >= end || (text[position] | 0x20) != 'e') {
            return 0;
        }
        position++;
        boolean negative = position < end && text[position] == '-';
        if (negative || position < end && text[position] == '+') {
            position++;
        }
        int from = position;
        int value = 0;
        while (position < end && text[position] >= '0' && text[position] <= '9') {
            value = Math.min(EXPONENT_BOUND, 10 * value + text[position] - '0');
            position++;
        }
        if (position == from) {
            position = from - 1;
        }
        return negative ? -value : value;
    }

    private long scaled(boolean negative, int shift, boolean truncate) {
        if (mantissa == 0 && !overflow) {
            return 0;
        }
        if (shift < 0 && !truncate) {
            return fail("at most " + Decimals.SCALE + " decimal places");
        }
        if (shift < 0 && !overflow) {
            long kept = -shift >= POWERS.length ? 0 : mantissa / POWERS[-shift];
            return negative ? -kept : kept;
        }
        if (overflow || shift >= POWERS.length || mantissa > Long.MAX_VALUE / POWERS[shift]) {
            return fail("a number between -9223372036854.775807 and 9223372036854.775807");
        }
        long millionths = mantissa * POWERS[shift];
        return negative ? -millionths : millionths;
    }

    private long fail(String what) {
        expected = what;
        return FAILED;
    }
}
