package io.muster.server.wire.session;

import io.muster.protocol.codec.ErrorType;

/** A request that can't be answered: what its asker is told. */
public final class RequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorType type;
    private final int line;
    private final int column;

    /** One that is wrong nowhere in particular. */
    public RequestException(ErrorType type, String message) {
        this(type, message, 0, 0);
    }

    /** One that is wrong at a place; lines and columns are from 1, 0 for nowhere. */
    public RequestException(ErrorType type, String message, int line, int column) {
        super(message, null, false, false);
        this.type = type;
        this.line = line;
        this.column = column;
    }

    /** What kind of refusal it is. */
    public ErrorType type() {
        return type;
    }

    /** From 1; 0 for nowhere. */
    public int line() {
        return line;
    }

    /** From 1; 0 for nowhere. */
    public int column() {
        return column;
    }
}
