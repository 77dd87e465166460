package io.muster.server.redis.resp;

import org.agrona.DirectBuffer;

/** Whole numbers as Redis takes them: no sign but minus, no leading zeros, nothing around. */
public final class RespNumber {
    /** What {@link #parse} answers for what is none; one that Redis takes and nobody here asks for. */
    public static final long NONE = Long.MIN_VALUE;

    private static final int MOST_CHARACTERS = 20;

    private RespNumber() {}

    /** The number that stands there, or {@link #NONE}. */
    public static long parse(DirectBuffer buffer, int offset, int length) {
        if (length < 1 || length > MOST_CHARACTERS) {
            return NONE;
        }
        boolean negative = buffer.getByte(offset) == '-';
        int first = negative ? 1 : 0;
        if (first == length) {
            return NONE;
        }
        if (buffer.getByte(offset + first) == '0') {
            return length == 1 ? 0 : NONE;
        }
        long value = 0;
        for (int index = first; index < length; index++) {
            int digit = buffer.getByte(offset + index) - '0';
            if (digit < 0 || digit > 9 || value > (Long.MAX_VALUE - digit) / 10) {
                return NONE;
            }
            value = value * 10 + digit;
        }
        return negative ? -value : value;
    }
}
