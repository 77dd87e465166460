package io.muster.server.wire.backend;

/** Why the backend did not do what it was asked. */
public final class BackendException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What the asker can do about it. */
    public enum Kind {
        /** Try again later. */
        BUSY,
        /** No writes are taken any more; reads are answered. */
        READ_ONLY,
        /** Replay is not finished. */
        STARTING,
        /** A bound is reached. */
        LIMIT,
        /** The arguments make no sense. */
        BAD_REQUEST,
        /** Only a manual clock can be moved. */
        CLOCK_NOT_MANUAL,
        /** A fault. */
        INTERNAL
    }

    private final Kind kind;
    private final int retryAfterMs;

    /** A failure whose message says what was found and what was expected. */
    public BackendException(Kind kind, String message) {
        this(kind, message, 0);
    }

    private BackendException(Kind kind, String message, int retryAfterMs) {
        super(message);
        this.kind = kind;
        this.retryAfterMs = retryAfterMs;
    }

    /** No room, and when to try again. */
    public static BackendException busy(String message, int retryAfterMs) {
        return new BackendException(Kind.BUSY, message, retryAfterMs);
    }

    /** When to try again, in milliseconds; 0: no advice. */
    public int retryAfterMs() {
        return retryAfterMs;
    }

    public Kind kind() {
        return kind;
    }
}
