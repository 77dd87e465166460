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

    /** An exception of {@code kind}. */
    public PipelineException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** What the asker can do about it. */
    public Kind kind() {
        return kind;
    }
}
