package io.muster.server.security;

/** A token that can't be made or revoked as asked; the message says what was found and what was expected. */
public final class TokenRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Kind {
        /** The request makes no sense. */
        BAD_REQUEST,
        /** There is a token of that name. */
        NAME_TAKEN,
        /** There is none of that name. */
        UNKNOWN,
        /** A bound is reached. */
        LIMIT,
        /** Nobody could administer the server afterwards. */
        LAST_ADMIN
    }

    private final Kind kind;

    TokenRefusedException(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    static TokenRefusedException bad(String message) {
        return new TokenRefusedException(Kind.BAD_REQUEST, message);
    }

    static TokenRefusedException limit(String message) {
        return new TokenRefusedException(Kind.LIMIT, message);
    }

    public Kind kind() {
        return kind;
    }
}
