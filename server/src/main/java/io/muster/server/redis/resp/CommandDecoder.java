package io.muster.server.redis.resp;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import org.agrona.DirectBuffer;

/**
 * Finds commands in the bytes that come, where they stand, and goes on where it left off when more have come. What is
 * wrong is told in the words of Redis. Belongs to the I/O thread.
 *
 * <p>Guarantees: each byte is looked at a bounded number of times however the bytes are cut; a command that came as an
 * array of bulk strings is decoded without allocating.
 */
public final class CommandDecoder {
    /** What {@link #next} found. */
    public enum Result {
        /** The rest of a command is still to come, or nothing is there. */
        INCOMPLETE,
        /** A command. */
        COMMAND,
        /** What can't be read: nothing behind it can be either. */
        BROKEN
    }

    private static final byte TLS_HANDSHAKE = 0x16;
    private static final int NO_LENGTH = -1;
    private static final int PLAIN_COMMAND_BYTES = RespLimits.MAX_COMMAND_BYTES / 2;

    /**
     * A line of one digit, its type and the digit left out, in a little-endian word; and which bytes of it are meant.
     */
    private static final long ONE_DIGIT = (long) '\n' << 24 | '\r' << 16;

    private static final long ONE_DIGIT_MASK = 0xFFFF_00FFL;

    /** The same for two digits. */
    private static final long TWO_DIGITS = (long) '\n' << 32 | (long) '\r' << 24;

    private static final long TWO_DIGITS_MASK = 0xFF_FF00_00FFL;
    private static final int LINE_INCOMPLETE = -1;
    private static final int LINE_TOO_LONG = -2;

    private final CommandArguments arguments = new CommandArguments();
    private boolean stranger = true;
    private int start;
    private int position;
    private int searched;
    private int expected;
    private int bulkLength = NO_LENGTH;
    private String error;

    /** The arguments of the command that {@link #next} found. */
    public CommandArguments arguments() {
        return arguments;
    }

    /** What is wrong where {@link #next} found what can't be read. */
    public String error() {
        return error;
    }

    /** Whether the peer has still to say who it is, and so may send little. */
    public void stranger(boolean newStranger) {
        stranger = newStranger;
    }

    /** Where the command begins that is not complete: what is before is not needed any more. */
    public int start() {
        return start;
    }

    /** The command that was found is dealt with, and its bytes are not needed any more. */
    public void taken() {
        start = position;
    }

    /** The bytes from {@link #start()} on have moved to the beginning of the buffer. */
    public void moved() {
        position -= start;
        searched = Math.max(0, searched - start);
        start = 0;
    }

    /** Looks for a command in {@code buffer}, which holds what it did before, and perhaps more, up to {@code limit}. */
    public Result next(DirectBuffer buffer, int limit) {
        while (expected == 0) {
            start = position;
            if (position >= limit) {
                return Result.INCOMPLETE;
            }
            arguments.clear();
            Result begun = buffer.getByte(position) == '*' ? beginArray(buffer, limit) : readLine(buffer, limit);
            if (begun != Result.COMMAND || expected == 0 && arguments.count() > 0) {
                return begun;
            }
        }
        return readArguments(buffer, limit);
    }

    /** With {@link Result#COMMAND} and nothing expected there was none: a blank line, or an array of nothing. */
    private Result beginArray(DirectBuffer buffer, int limit) {
        int few = shortNumber('*', buffer, limit);
        if (few != NO_LENGTH) {
            expected = few;
            return Result.COMMAND;
        }
        int end = lineEnd(buffer, position, limit);
        if (end < 0) {
            return end == LINE_TOO_LONG ? broken("too big mbulk count string") : Result.INCOMPLETE;
        }
        long count = RespNumber.parse(buffer, position + 1, end - position - 1);
        if (count > RespLimits.MAX_ARGUMENTS || count == RespNumber.NONE) {
            return broken("invalid multibulk length");
        }
        if (stranger && count > RespLimits.MAX_STRANGER_ARGUMENTS) {
            return broken("unauthenticated multibulk length");
        }
        expected = (int) Math.max(0, count);
        position = end + 2;
        return Result.COMMAND;
    }

    private Result readArguments(DirectBuffer buffer, int limit) {
        while (expected > 0) {
            if (bulkLength == NO_LENGTH) {
                Result begun = beginBulk(buffer, limit);
                if (begun != Result.COMMAND) {
                    return begun;
                }
            }
            if (limit - position < bulkLength + 2) {
                return Result.INCOMPLETE;
            }
            arguments.add(position - start, bulkLength);
            position += bulkLength + 2;
            bulkLength = NO_LENGTH;
            expected--;
        }
        arguments.at(buffer, start);
        return Result.COMMAND;
    }

    private Result beginBulk(DirectBuffer buffer, int limit) {
        if (position >= limit) {
            return Result.INCOMPLETE;
        }
        int few = shortNumber('$', buffer, limit);
        if (few != NO_LENGTH) {
            bulkLength = few;
            return Result.COMMAND;
        }
        int end = lineEnd(buffer, position, limit);
        if (end < 0) {
            return end == LINE_TOO_LONG ? broken("too big bulk count string") : Result.INCOMPLETE;
        }
        byte first = buffer.getByte(position);
        if (first != '$') {
            return broken("expected '$', got '" + (char) (first & 0xFF) + "'");
        }
        long length = RespNumber.parse(buffer, position + 1, end - position - 1);
        if (length < 0 || length > RespLimits.MAX_ARGUMENT_BYTES) {
            return broken("invalid bulk length");
        }
        if (stranger && length > RespLimits.MAX_STRANGER_ARGUMENT_BYTES) {
            return broken("unauthenticated bulk length");
        }
        if (end - start + length > RespLimits.MAX_COMMAND_BYTES) {
            return broken("invalid bulk length, found a command of more than " + RespLimits.MAX_COMMAND_BYTES
                    + " bytes, expected at most that");
        }
        position = end + 2;
        bulkLength = (int) length;
        return Result.COMMAND;
    }

    /**
     * The number of a line such as {@code *3} or {@code $12}, which is passed then, where that is plain at a glance:
     * one digit or two of somebody who is let in. Else {@link #NO_LENGTH}.
     */
    private int shortNumber(char type, DirectBuffer buffer, int limit) {
        if (stranger || limit - position < Long.BYTES || position - start > PLAIN_COMMAND_BYTES) {
            return NO_LENGTH;
        }
        long line = buffer.getLong(position, LITTLE_ENDIAN);
        int first = (int) (line >>> 8 & 0xFF) - '0';
        if ((line & ONE_DIGIT_MASK) == (ONE_DIGIT | type)) {
            if (first < 0 || first > 9) {
                return NO_LENGTH;
            }
            position += 4;
            return first;
        }
        int second = (int) (line >>> 16 & 0xFF) - '0';
        if ((line & TWO_DIGITS_MASK) != (TWO_DIGITS | type) || first < 1 || first > 9 || second < 0 || second > 9) {
            return NO_LENGTH;
        }
        position += 5;
        return 10 * first + second;
    }

    private Result readLine(DirectBuffer buffer, int limit) {
        if (buffer.getByte(position) == TLS_HANDSHAKE) {
            return broken("found what looks like TLS, which is not spoken on this port");
        }
        int end = find((byte) '\n', buffer, position, limit);
        if (end < 0) {
            return limit - position > RespLimits.MAX_LINE_BYTES ? broken("too big inline request") : Result.INCOMPLETE;
        }
        if (end - position > RespLimits.MAX_LINE_BYTES) {
            return broken("too big inline request");
        }
        boolean carriage = end > position && buffer.getByte(end - 1) == '\r';
        int length = end - position - (carriage ? 1 : 0);
        if (stranger && length > RespLimits.MAX_STRANGER_ARGUMENT_BYTES) {
            return broken("unauthenticated bulk length");
        }
        if (!InlineWords.split(buffer, position, length, arguments)) {
            return broken("unbalanced quotes in request");
        }
        position = end + 1;
        return Result.COMMAND;
    }

    /** Where the line's carriage return is, if the byte behind it has come too. */
    private int lineEnd(DirectBuffer buffer, int from, int limit) {
        int end = find((byte) '\r', buffer, from, limit);
        if (end < 0 || end - from > RespLimits.MAX_LINE_BYTES) {
            return limit - from > RespLimits.MAX_LINE_BYTES ? LINE_TOO_LONG : LINE_INCOMPLETE;
        }
        return end + 1 < limit ? end : LINE_INCOMPLETE;
    }

    private int find(byte wanted, DirectBuffer buffer, int from, int limit) {
        int end = (int) Math.min(limit, (long) from + RespLimits.MAX_LINE_BYTES + 1);
        for (int index = Math.max(from, searched); index < end; index++) {
            if (buffer.getByte(index) == wanted) {
                return index;
            }
        }
        searched = end;
        return LINE_INCOMPLETE;
    }

    private Result broken(String what) {
        error = "Protocol error: " + what;
        return Result.BROKEN;
    }
}
