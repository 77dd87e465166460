package io.muster.protocol.client;

import io.muster.protocol.codec.ErrorType;

/** Why a request failed. */
public enum ErrorCode {
    /** A fault of the server. */
    INTERNAL(ErrorType.INTERNAL),
    /** The request makes no sense; the message says where. */
    BAD_REQUEST(ErrorType.BAD_REQUEST),
    /** The server does not know the message, version or option. */
    UNSUPPORTED(ErrorType.UNSUPPORTED),
    /** A bound is reached; the message names it. */
    LIMIT(ErrorType.LIMIT),
    /** The server, or this client's window, is full: try again later. */
    BUSY(ErrorType.BUSY),
    /** The server takes no writes; the message says why. */
    READ_ONLY(ErrorType.READ_ONLY),
    /** The server is not ready yet. */
    STARTING(ErrorType.STARTING),
    /** The token is missing or not known. */
    UNAUTHENTICATED(ErrorType.UNAUTHENTICATED),
    /** The token's role does not allow it. */
    FORBIDDEN(ErrorType.FORBIDDEN),
    /** The request is larger than a frame may be. */
    FRAME_TOO_LONG(ErrorType.FRAME_TOO_LONG),
    UNKNOWN_WORKSPACE(ErrorType.UNKNOWN_WORKSPACE),
    UNKNOWN_SEGMENT(ErrorType.UNKNOWN_SEGMENT),
    UNKNOWN_CUSTOMER(ErrorType.UNKNOWN_CUSTOMER),
    /** A workspace or segment of that name is there already. */
    NAME_TAKEN(ErrorType.NAME_TAKEN),
    /** A rule does not parse or does not fit; line and column say where. */
    BAD_RULE(ErrorType.BAD_RULE),
    /** Something else refers to it; the message names it. */
    IN_USE(ErrorType.IN_USE),
    /** The server's clock is the system's and can't be moved. */
    CLOCK_NOT_MANUAL(ErrorType.CLOCK_NOT_MANUAL),
    /** The changes asked for are not retained any more; the message says from where on they are. */
    GONE(ErrorType.GONE),
    /** The stream of changes ends until the server is started again; the message says why. */
    BROKEN(ErrorType.BROKEN),
    /** No reply came in time. What was asked may have been done. */
    TIMEOUT(null),
    /** No connection, or it was lost. What was asked may have been done. */
    UNREACHABLE(null),
    /** A code of a newer server; the message still says why. */
    OTHER(null);

    private static final ErrorCode[] CODES = values();

    private final int wireValue;

    ErrorCode(ErrorType type) {
        wireValue = type == null ? -1 : type.value();
    }

    static ErrorCode ofWire(int value) {
        for (ErrorCode code : CODES) {
            if (code.wireValue == value) {
                return code;
            }
        }
        return OTHER;
    }
}
