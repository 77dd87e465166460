package io.muster.server.wire.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.codec.ErrorType;
import io.muster.protocol.codec.HelloDecoder;
import io.muster.protocol.codec.HelloReplyEncoder;
import io.muster.server.wire.session.ReplyBuffer;
import io.muster.server.wire.session.RequestHandler;
import io.muster.server.wire.session.Session;
import org.agrona.DirectBuffer;

/** Opens the conversation. The token is read, and any is good: there are no roles yet. */
public final class HelloHandler implements RequestHandler {
    private final byte[] serverVersion;
    private final HelloDecoder request = new HelloDecoder();
    private final HelloReplyEncoder reply = new HelloReplyEncoder();

    /** Answers with {@code serverVersion}. */
    public HelloHandler(String serverVersion) {
        this.serverVersion = serverVersion.getBytes(UTF_8);
    }

    @Override
    public int templateId() {
        return HelloDecoder.TEMPLATE_ID;
    }

    @Override
    public int blockLength() {
        return HelloDecoder.BLOCK_LENGTH;
    }

    @Override
    public void onRequest(Session session, DirectBuffer frame, int blockLength, int version, long correlationId) {
        request.wrap(frame, FrameDescriptor.BODY_OFFSET, blockLength, version);
        int protocolVersion = request.protocolVersion();
        request.skipToken();
        request.skipClientName();
        frame.boundsCheck(FrameDescriptor.BODY_OFFSET, request.encodedLength());
        if (protocolVersion < FrameDescriptor.PROTOCOL_VERSION) {
            session.failAndClose(
                    correlationId,
                    ErrorType.UNSUPPORTED,
                    "protocol version: found " + protocolVersion + ", expected " + FrameDescriptor.PROTOCOL_VERSION
                            + " or later");
            return;
        }
        session.greet();
        ReplyBuffer replies = session.replies();
        int offset = replies.begin(
                HelloReplyEncoder.BLOCK_LENGTH + HelloReplyEncoder.serverVersionHeaderLength() + serverVersion.length);
        reply.wrap(replies.buffer(), offset)
                .protocolVersion(FrameDescriptor.PROTOCOL_VERSION)
                .putServerVersion(serverVersion, 0, serverVersion.length);
        replies.commit(HelloReplyEncoder.TEMPLATE_ID, HelloReplyEncoder.BLOCK_LENGTH, correlationId, reply.limit());
    }
}
