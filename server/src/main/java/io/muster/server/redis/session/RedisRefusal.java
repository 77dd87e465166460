package io.muster.server.redis.session;

import io.muster.protocol.codec.ErrorType;

/** A command that is not carried out; its message is the reply. To be thrown before anything of a reply is told. */
public final class RedisRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorType type;

    /** The message begins with the kind of error in capitals, as {@code ERR}. */
    public RedisRefusal(ErrorType type, String message) {
        super(message, null, false, false);
        this.type = type;
    }

    ErrorType type() {
        return type;
    }
}
