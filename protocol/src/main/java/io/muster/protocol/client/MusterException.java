package io.muster.protocol.client;

/** A request that failed. The message says what was found and what was expected. */
public class MusterException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final int line;
    private final int column;
    private final int retryAfterMs;

    /** A failure that has no place. */
    public MusterException(ErrorCode code, String message) {
        this(code, message, 0, 0, 0, null);
    }

    MusterException(ErrorCode code, String message, int line, int column, int retryAfterMs, Throwable cause) {
        super(message, cause);
        this.code = code;
        this.line = line;
        this.column = column;
        this.retryAfterMs = retryAfterMs;
    }

    public final ErrorCode code() {
        return code;
    }

    /** Line of the rule in which the trouble starts, from 1; 0 where that makes no sense. */
    public final int line() {
        return line;
    }

    /** Column in that line, from 1; 0 where that makes no sense. */
    public final int column() {
        return column;
    }

    /** How long a busy server asks to be left alone; 0 for no advice. */
    public final int retryAfterMs() {
        return retryAfterMs;
    }

    /** The same failure as seen by the thread that waited for it: its own stack, the original as cause. */
    MusterException seenByCaller() {
        return new MusterException(code, getMessage(), line, column, retryAfterMs, this);
    }
}
