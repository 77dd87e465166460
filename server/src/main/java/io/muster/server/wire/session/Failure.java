package io.muster.server.wire.session;

import io.muster.index.Outcome;
import io.muster.index.rule.RuleException;
import io.muster.protocol.codec.ErrorType;
import io.muster.server.wire.backend.BackendException;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Why a request was not done, as its asker is told over any protocol.
 *
 * @param type what kind of refusal
 * @param message what was found and what was expected
 * @param line of what is wrong, from 1; 0 for nowhere in particular
 * @param column likewise
 * @param retryAfterMs when it may be tried again; 0: no advice
 */
public record Failure(ErrorType type, String message, int line, int column, int retryAfterMs) {
    private static final Logger LOG = LoggerFactory.getLogger(Failure.class);
    private static final int RETRY_AFTER_START_MS = 1_000;
    private static final int USUAL_RETRY_MS = 20;

    /** Fills in the usual advice. */
    public Failure {
        retryAfterMs = retryAfterMs(type, retryAfterMs);
    }

    /** A rule that is wrong, a backend that refused, or a fault, which is logged. */
    public static Failure of(Throwable thrown) {
        Throwable failure =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        return switch (failure) {
            case RuleException rule -> ofRule(rule);
            case BackendException refused ->
                new Failure(type(refused.kind()), refused.getMessage(), 0, 0, refused.retryAfterMs());
            case RequestException wrong ->
                new Failure(wrong.type(), wrong.getMessage(), wrong.line(), wrong.column(), 0);
            case UnsupportedOperationException missing ->
                new Failure(ErrorType.UNSUPPORTED, missing.getMessage(), 0, 0, 0);
            default -> {
                LOG.error("request failed", failure);
                yield new Failure(ErrorType.INTERNAL, "fault of the server, see its log: " + failure, 0, 0, 0);
            }
        };
    }

    /** A command that the engine refused; {@code rule} is null unless that is why. */
    public static Failure ofCommand(Outcome.Kind kind, String reason, RuleException rule) {
        return rule == null ? new Failure(type(kind), reason, 0, 0, 0) : ofRule(rule);
    }

    static int retryAfterMs(ErrorType type, int advised) {
        return switch (type) {
            case BUSY -> advised == 0 ? USUAL_RETRY_MS : advised;
            case STARTING -> RETRY_AFTER_START_MS;
            default -> advised;
        };
    }

    private static Failure ofRule(RuleException rule) {
        int line = rule.span() == null ? 0 : rule.span().line();
        int column = rule.span() == null ? 0 : rule.span().column();
        return new Failure(ErrorType.BAD_RULE, rule.getMessage(), line, column, 0);
    }

    private static ErrorType type(Outcome.Kind kind) {
        return switch (kind) {
            case BAD_RULE -> ErrorType.BAD_RULE;
            case UNKNOWN_WORKSPACE -> ErrorType.UNKNOWN_WORKSPACE;
            case UNKNOWN_SEGMENT -> ErrorType.UNKNOWN_SEGMENT;
            case NAME_TAKEN -> ErrorType.NAME_TAKEN;
            case IN_USE -> ErrorType.IN_USE;
            case BUILDING -> ErrorType.BUSY;
            case LIMIT -> ErrorType.LIMIT;
            case BAD_FIELD, CHANGED -> ErrorType.BAD_REQUEST;
            default -> ErrorType.INTERNAL;
        };
    }

    private static ErrorType type(BackendException.Kind kind) {
        return switch (kind) {
            case BUSY -> ErrorType.BUSY;
            case READ_ONLY -> ErrorType.READ_ONLY;
            case STARTING -> ErrorType.STARTING;
            case LIMIT -> ErrorType.LIMIT;
            case BAD_REQUEST -> ErrorType.BAD_REQUEST;
            case CLOCK_NOT_MANUAL -> ErrorType.CLOCK_NOT_MANUAL;
            case INTERNAL -> ErrorType.INTERNAL;
        };
    }
}
