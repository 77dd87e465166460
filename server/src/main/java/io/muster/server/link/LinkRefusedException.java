package io.muster.server.link;

/** A link that can't be made or revoked as asked; the message says what was found and what was expected. */
public final class LinkRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Kind {
        /** The segment has one, and it was not to be replaced. */
        HAS_ONE,
        /** The segment has none. */
        HAS_NONE,
        /** There is no such segment. */
        UNKNOWN_SEGMENT,
        /** A bound is reached. */
        LIMIT,
        /** The segment might not outlive a crash of this moment; try again. */
        NOT_KEPT
    }

    private final Kind kind;

    LinkRefusedException(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
