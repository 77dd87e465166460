package io.muster.server.pipeline;

/** A question or clock command that the pipeline did not carry out. */
public final class PipelineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What the asker can do about it. */
    public enum Kind {
        /** Its queue is full: try again later. */
        BUSY,
        /** What was asked can't be done: the message says what was expected. */
        REFUSED,
        /** The pipeline has failed or is closed. */
        FAILED
    }

    private final Kind kind;
    private final int retryAfterMs;

    /** An exception of {@code kind}. */
    public PipelineException(Kind kind, String message) {
        this(kind, message, 0);
    }

    private PipelineException(Kind kind, String message, int retryAfterMs) {
        super(message);
        this.kind = kind;
        this.retryAfterMs = retryAfterMs;
    }

    /** A full queue, and when to try again. */
    static PipelineException busy(String message, int retryAfterMs) {
        return new PipelineException(Kind.BUSY, message, retryAfterMs);
    }

    /** When to try again, in milliseconds; 0 unless busy. */
    public int retryAfterMs() {
        return retryAfterMs;
    }

    /** What the asker can do about it. */
    public Kind kind() {
        return kind;
    }
}
