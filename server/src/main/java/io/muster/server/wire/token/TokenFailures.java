package io.muster.server.wire.token;

import io.muster.protocol.codec.ErrorType;
import io.muster.server.security.TokenRefusedException;
import io.muster.server.wire.backend.BackendException;
import io.muster.server.wire.session.RequestException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletionException;

/** What a client is told of a token that could not be made or revoked. */
final class TokenFailures {
    private TokenFailures() {}

    static Throwable told(Throwable failure) {
        Throwable reason = failure instanceof CompletionException ? failure.getCause() : failure;
        if (reason instanceof TokenRefusedException refused) {
            return new RequestException(type(refused.kind()), refused.getMessage());
        }
        if (reason instanceof UncheckedIOException broken) {
            return new BackendException(
                    BackendException.Kind.READ_ONLY,
                    "tokens: found that they can't be written: "
                            + broken.getCause().getMessage());
        }
        return reason;
    }

    private static ErrorType type(TokenRefusedException.Kind kind) {
        return switch (kind) {
            case NAME_TAKEN -> ErrorType.NAME_TAKEN;
            case LIMIT -> ErrorType.LIMIT;
            case LAST_ADMIN -> ErrorType.IN_USE;
            case BAD_REQUEST, UNKNOWN -> ErrorType.BAD_REQUEST;
        };
    }
}
