package io.muster.protocol.client;

/** There is no connection, or it was lost before the reply came: what was asked may or may not have been done. */
public final class MusterUnreachableException extends MusterException {
    private static final long serialVersionUID = 1L;

    /** A lost or refused connection. */
    public MusterUnreachableException(String message, Throwable cause) {
        super(ErrorCode.UNREACHABLE, message, 0, 0, 0, cause);
    }

    @Override
    MusterException seenByCaller() {
        return new MusterUnreachableException(getMessage(), this);
    }
}
