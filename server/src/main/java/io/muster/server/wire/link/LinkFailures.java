package io.muster.server.wire.link;

import io.muster.protocol.codec.ErrorType;
import io.muster.server.link.LinkRefusedException;
import io.muster.server.wire.backend.BackendException;
import io.muster.server.wire.session.RequestException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletionException;

/** What a client is told of a link that could not be made or revoked. */
public final class LinkFailures {
    private static final int RETRY_AFTER_MS = 100;

    private LinkFailures() {}

    /** In words of the protocol. */
    public static Throwable told(Throwable failure) {
        Throwable reason = failure instanceof CompletionException ? failure.getCause() : failure;
        if (reason instanceof LinkRefusedException refused) {
            return told(refused);
        }
        if (reason instanceof UncheckedIOException broken) {
            return new BackendException(
                    BackendException.Kind.READ_ONLY,
                    "links: found that they can't be written: "
                            + broken.getCause().getMessage());
        }
        return reason;
    }

    private static RuntimeException told(LinkRefusedException refused) {
        return switch (refused.kind()) {
            case HAS_ONE, HAS_NONE -> new RequestException(ErrorType.BAD_REQUEST, refused.getMessage());
            case UNKNOWN_SEGMENT -> new RequestException(ErrorType.UNKNOWN_SEGMENT, refused.getMessage());
            case LIMIT -> new RequestException(ErrorType.LIMIT, refused.getMessage());
            case NOT_KEPT -> BackendException.busy(refused.getMessage(), RETRY_AFTER_MS);
        };
    }
}
