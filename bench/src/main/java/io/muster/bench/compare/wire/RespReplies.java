package io.muster.bench.compare.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Replies in RESP 2. An integer is its value, a string in bulk its length, an array the sum of its integers and the
 * number of its strings.
 */
public final class RespReplies implements Replies {
    private static final int INCOMPLETE = -1;
    private static final int ERROR_BYTES = 200;

    private final int repliesPerOperation;
    private final int countedFrom;
    private int repliesOfOperation;
    private long answers;
    private long value;

    /** An operation is one command. */
    public RespReplies() {
        this(1, 0);
    }

    /**
     * An operation is several commands.
     *
     * @param countedFrom the first of them, from 0, whose reply is part of the answer
     */
    public RespReplies(int repliesPerOperation, int countedFrom) {
        this.repliesPerOperation = repliesPerOperation;
        this.countedFrom = countedFrom;
    }

    @Override
    public int take(ByteBuffer received) {
        int operations = 0;
        int at = received.position();
        while (at < received.limit()) {
            value = 0;
            int end = skip(received, at, false);
            if (end == INCOMPLETE) {
                break;
            }
            if (repliesOfOperation >= countedFrom) {
                answers += value;
            }
            if (++repliesOfOperation == repliesPerOperation) {
                repliesOfOperation = 0;
                operations++;
            }
            at = end;
        }
        received.position(at);
        return operations;
    }

    @Override
    public long answers() {
        return answers;
    }

    /** Adds one value to the sum; returns where the next begins, or that this one is not whole. */
    private int skip(ByteBuffer received, int start, boolean inArray) {
        int lineEnd = lineEnd(received, start);
        if (lineEnd == INCOMPLETE) {
            return INCOMPLETE;
        }
        return switch (received.get(start)) {
            case ':' -> {
                value += number(received, start + 1, lineEnd);
                yield lineEnd + 2;
            }
            case '$' -> skipBulk(received, (int) number(received, start + 1, lineEnd), lineEnd + 2, inArray);
            case '*' -> skipArray(received, (int) number(received, start + 1, lineEnd), lineEnd + 2);
            case '+' -> lineEnd + 2;
            case '-' -> throw new IllegalStateException("answered " + text(received, start, lineEnd));
            default ->
                throw new IllegalStateException(
                        "found " + text(received, start, lineEnd) + ", expected a reply in RESP 2");
        };
    }

    private int skipBulk(ByteBuffer received, int length, int start, boolean inArray) {
        if (length < 0) {
            return start;
        }
        if (received.limit() - start < length + 2) {
            return INCOMPLETE;
        }
        value += inArray ? 1 : length;
        return start + length + 2;
    }

    private int skipArray(ByteBuffer received, int count, int start) {
        int at = start;
        for (int i = 0; i < count; i++) {
            at = at < received.limit() ? skip(received, at, true) : INCOMPLETE;
            if (at == INCOMPLETE) {
                return INCOMPLETE;
            }
        }
        return at;
    }

    private static int lineEnd(ByteBuffer received, int start) {
        int last = received.limit() - 1;
        for (int at = start + 1; at < last; at++) {
            if (received.get(at) == '\r') {
                return at;
            }
        }
        return INCOMPLETE;
    }

    private static long number(ByteBuffer received, int start, int end) {
        boolean negative = received.get(start) == '-';
        long number = 0;
        for (int at = negative ? start + 1 : start; at < end; at++) {
            number = number * 10 + received.get(at) - '0';
        }
        return negative ? -number : number;
    }

    private static String text(ByteBuffer received, int start, int end) {
        byte[] bytes = new byte[Math.min(ERROR_BYTES, end - start)];
        received.get(start, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
