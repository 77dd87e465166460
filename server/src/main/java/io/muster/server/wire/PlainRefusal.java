package io.muster.server.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.codec.ErrorReplyEncoder;
import io.muster.protocol.codec.ErrorType;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.agrona.ExpandableArrayBuffer;

/** What a client is told that does not speak TLS on a port that does. */
final class PlainRefusal {
    private static final byte[] MESSAGE =
            "connection: found no TLS, expected TLS 1.3 or 1.2 on this port (muster --tls, --tls-ca FILE)"
                    .getBytes(UTF_8);

    private PlainRefusal() {}

    /** A frame; the caller releases it. */
    static ByteBuf frame(ByteBufAllocator allocator) {
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        int end = new ErrorReplyEncoder()
                .wrap(buffer, FrameDescriptor.BODY_OFFSET)
                .code(ErrorType.UNSUPPORTED)
                .line(0)
                .column(0)
                .retryAfterMs(0)
                .putMessage(MESSAGE, 0, MESSAGE.length)
                .limit();
        FrameDescriptor.putHead(
                buffer,
                0,
                ErrorReplyEncoder.BLOCK_LENGTH,
                ErrorReplyEncoder.TEMPLATE_ID,
                FrameDescriptor.NO_CORRELATION,
                end - FrameDescriptor.BODY_OFFSET);
        return allocator.buffer(end).writeBytes(buffer.byteArray(), 0, end);
    }
}
