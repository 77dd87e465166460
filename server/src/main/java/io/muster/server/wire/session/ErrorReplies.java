package io.muster.server.wire.session;

import io.muster.protocol.codec.ErrorReplyEncoder;
import io.muster.protocol.codec.ErrorType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.agrona.MutableDirectBuffer;

/** Writes what went wrong as an error reply. */
final class ErrorReplies {
    private static final int MAX_MESSAGE_BYTES = 16 * 1024;
    private static final int MESSAGE_HEADER_LENGTH = 4;

    private ErrorReplies() {}

    static void write(ReplyBuffer replies, long correlationId, ErrorType type, String message) {
        write(replies, correlationId, type, message, 0, 0, 0);
    }

    static void writeBusy(ReplyBuffer replies, long correlationId, String message, int retryAfterMs) {
        write(replies, correlationId, ErrorType.BUSY, message, 0, 0, retryAfterMs);
    }

    static void write(ReplyBuffer replies, long correlationId, Throwable thrown) {
        write(replies, correlationId, Failure.of(thrown));
    }

    static void write(ReplyBuffer replies, long correlationId, Failure failure) {
        write(
                replies,
                correlationId,
                failure.type(),
                failure.message(),
                failure.line(),
                failure.column(),
                failure.retryAfterMs());
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
                .retryAfterMs(Failure.retryAfterMs(type, retryAfterMs))
                .putMessage(text, 0, text.length)
                .limit();
        replies.failed(type.value());
        replies.commit(ErrorReplyEncoder.TEMPLATE_ID, ErrorReplyEncoder.BLOCK_LENGTH, correlationId, end);
    }
}
