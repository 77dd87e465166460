package io.muster.server.wire.session;

import io.muster.index.Outcome;
import io.muster.index.rule.RuleException;
import io.muster.protocol.codec.ErrorReplyEncoder;
import io.muster.protocol.codec.ErrorType;
import io.muster.server.wire.backend.BackendException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.agrona.MutableDirectBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what went wrong as an error reply. */
final class ErrorReplies {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorReplies.class);
    private static final int MAX_MESSAGE_BYTES = 16 * 1024;
    private static final int MESSAGE_HEADER_LENGTH = 4;
    private static final int RETRY_AFTER_START_MS = 1_000;
    private static final int USUAL_RETRY_MS = 20;

    private ErrorReplies() {}

    static void write(ReplyBuffer replies, long correlationId, ErrorType type, String message) {
        write(replies, correlationId, type, message, 0, 0, 0);
    }

    static void writeBusy(ReplyBuffer replies, long correlationId, String message, int retryAfterMs) {
        write(replies, correlationId, ErrorType.BUSY, message, 0, 0, retryAfterMs);
    }

    static void write(ReplyBuffer replies, long correlationId, Outcome.Kind kind, String reason, RuleException rule) {
        if (rule == null) {
            write(replies, correlationId, type(kind), reason);
        } else {
            writeRule(replies, correlationId, rule);
        }
    }

    static void write(ReplyBuffer replies, long correlationId, Throwable failure) {
        if (failure instanceof RuleException rule) {
            writeRule(replies, correlationId, rule);
        } else if (failure instanceof BackendException refused) {
            write(replies, correlationId, type(refused.kind()), refused.getMessage(), 0, 0, refused.retryAfterMs());
        } else if (failure instanceof RequestException wrong) {
            write(replies, correlationId, wrong.type(), wrong.getMessage(), wrong.line(), wrong.column(), 0);
        } else if (failure instanceof UnsupportedOperationException missing) {
            write(replies, correlationId, ErrorType.UNSUPPORTED, missing.getMessage());
        } else {
            LOG.error("request failed", failure);
            write(replies, correlationId, ErrorType.INTERNAL, "fault of the server, see its log: " + failure);
        }
    }

    private static void writeRule(ReplyBuffer replies, long correlationId, RuleException rule) {
        int line = rule.span() == null ? 0 : rule.span().line();
        int column = rule.span() == null ? 0 : rule.span().column();
        write(replies, correlationId, ErrorType.BAD_RULE, rule.getMessage(), line, column, 0);
    }

    private static void write(
            ReplyBuffer replies,
            long correlationId,
            ErrorType type,
            String message,
            int line,
            int column,
            int retryAfterMs) {
        byte[] utf8 = String.valueOf(message).getBytes(StandardCharsets.UTF_8);
        byte[] text = utf8.length <= MAX_MESSAGE_BYTES ? utf8 : Arrays.copyOf(utf8, MAX_MESSAGE_BYTES);
        int offset = replies.begin(ErrorReplyEncoder.BLOCK_LENGTH + MESSAGE_HEADER_LENGTH + text.length);
        MutableDirectBuffer buffer = replies.buffer();
        int end = new ErrorReplyEncoder()
                .wrap(buffer, offset)
                .code(type)
                .line(line)
                .column(column)
                .retryAfterMs(retryAfterMs(type, retryAfterMs))
                .putMessage(text, 0, text.length)
                .limit();
        replies.failed(type.value());
        replies.commit(ErrorReplyEncoder.TEMPLATE_ID, ErrorReplyEncoder.BLOCK_LENGTH, correlationId, end);
    }

    private static int retryAfterMs(ErrorType type, int advised) {
        return switch (type) {
            case BUSY -> advised == 0 ? USUAL_RETRY_MS : advised;
            case STARTING -> RETRY_AFTER_START_MS;
            default -> advised;
        };
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
            case BAD_FIELD -> ErrorType.BAD_REQUEST;
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
