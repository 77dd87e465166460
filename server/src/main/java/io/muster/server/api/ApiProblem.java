package io.muster.server.api;

import io.muster.index.Outcome;
import io.muster.index.rule.RuleException;
import io.muster.protocol.codec.ErrorType;
import io.muster.server.wire.backend.CommandOutcome;
import io.muster.server.wire.session.Failure;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionException;

/**
 * Why a call was not done, as a problem document (RFC 9457) tells it. Immutable; any thread.
 *
 * @param status of the answer
 * @param type what kind of problem: a word, which the document has behind {@link #TYPE_PREFIX}
 * @param detail what was found and what was expected
 * @param more further members of the document: texts and whole numbers
 */
public record ApiProblem(int status, String type, String detail, Map<String, Object> more) {
    /** What the types of the API's problems begin with. */
    public static final String TYPE_PREFIX = "urn:muster:problem:";

    static final String CONTENT_TYPE = "application/problem+json";
    private static final String RETRY_AFTER_MS = "retry_after_ms";
    private static final int MS_PER_SECOND = 1_000;

    /** With nothing more to be told. */
    public ApiProblem(int status, String type, String detail) {
        this(status, type, detail, Map.of());
    }

    /** Something wrong at a place of the call's body; lines and columns are from 1. */
    public static ApiProblem at(int status, String type, String detail, int line, int column) {
        return new ApiProblem(status, type, detail, place(line, column));
    }

    /** What the binary protocol tells of the same failure. A fault is logged. */
    public static ApiProblem of(Throwable thrown) {
        Throwable failure =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        return switch (failure) {
            case ProblemException problem -> problem.problem();
            case RuleException rule -> ofRule(rule);
            default -> of(Failure.of(failure));
        };
    }

    /** Why a command was refused or not carried out; null where it was accepted. */
    public static ApiProblem ofCommand(CommandOutcome outcome) {
        if (outcome.failure() != null) {
            return of(outcome.failure());
        }
        if (outcome.kind() == Outcome.Kind.ACCEPTED) {
            return null;
        }
        if (outcome.kind() == Outcome.Kind.CHANGED) {
            return new ApiProblem(412, "changed", outcome.reason());
        }
        return outcome.rule() == null
                ? of(Failure.ofCommand(outcome.kind(), outcome.reason(), null))
                : ofRule(outcome.rule());
    }

    /** In whole seconds, rounded up, when it may be tried again; 0: no advice. */
    int retryAfterSeconds() {
        Object retryAfterMs = more.get(RETRY_AFTER_MS);
        return retryAfterMs instanceof Integer ms ? Math.ceilDiv(ms, MS_PER_SECOND) : 0;
    }

    /** The document in UTF-8. */
    byte[] document() {
        return JsonWriter.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("type", TYPE_PREFIX + type);
            json.writeStringField("title", title());
            json.writeNumberField("status", status);
            json.writeStringField("detail", detail);
            for (Map.Entry<String, Object> member : more.entrySet()) {
                json.writeObjectField(member.getKey(), member.getValue());
            }
            json.writeEndObject();
        });
    }

    private String title() {
        return Character.toUpperCase(type.charAt(0)) + type.substring(1).replace('_', ' ');
    }

    private static ApiProblem ofRule(RuleException rule) {
        ApiProblem problem = of(Failure.of(rule));
        Map<String, Object> more = new LinkedHashMap<>(problem.more);
        if (rule.span() != null) {
            more.put("start", rule.span().start());
            more.put("end", rule.span().end());
        }
        more.put("found", rule.found());
        more.put("expected", rule.expected());
        return new ApiProblem(problem.status, problem.type, problem.detail, more);
    }

    private static ApiProblem of(Failure failure) {
        Map<String, Object> more = place(failure.line(), failure.column());
        if (failure.retryAfterMs() > 0) {
            more.put(RETRY_AFTER_MS, failure.retryAfterMs());
        }
        String type = failure.type().name().toLowerCase(Locale.ROOT);
        return new ApiProblem(status(failure.type()).code(), type, String.valueOf(failure.message()), more);
    }

    private static Map<String, Object> place(int line, int column) {
        Map<String, Object> place = new LinkedHashMap<>();
        if (line > 0) {
            place.put("line", line);
            place.put("column", column);
        }
        return place;
    }

    private static HttpResponseStatus status(ErrorType type) {
        return switch (type) {
            case BAD_REQUEST, FRAME_TOO_LONG -> HttpResponseStatus.BAD_REQUEST;
            case BAD_RULE, LIMIT -> HttpResponseStatus.UNPROCESSABLE_ENTITY;
            case BUSY, READ_ONLY, STARTING -> HttpResponseStatus.SERVICE_UNAVAILABLE;
            case UNAUTHENTICATED -> HttpResponseStatus.UNAUTHORIZED;
            case FORBIDDEN -> HttpResponseStatus.FORBIDDEN;
            case UNKNOWN_WORKSPACE, UNKNOWN_SEGMENT, UNKNOWN_CUSTOMER -> HttpResponseStatus.NOT_FOUND;
            case NAME_TAKEN, IN_USE, CLOCK_NOT_MANUAL -> HttpResponseStatus.CONFLICT;
            case GONE -> HttpResponseStatus.GONE;
            case UNSUPPORTED -> HttpResponseStatus.NOT_IMPLEMENTED;
            default -> HttpResponseStatus.INTERNAL_SERVER_ERROR;
        };
    }
}
