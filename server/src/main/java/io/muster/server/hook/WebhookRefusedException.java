package io.muster.server.hook;

/** A webhook that can't be made or changed as asked; the message says what was found and what was expected. */
public final class WebhookRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Kind {
        /** What was asked for makes no sense. */
        BAD_REQUEST,
        /** There is no such segment. */
        UNKNOWN_SEGMENT,
        /** The segment has no such webhook. */
        UNKNOWN_WEBHOOK,
        /** It was changed since the asker saw it. */
        CHANGED_MEANWHILE,
        /** A bound is reached. */
        LIMIT,
        /** Not now; try again. */
        BUSY
    }

    private final Kind kind;

    WebhookRefusedException(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
