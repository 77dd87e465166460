package io.muster.server.wire.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.codec.ErrorType;
import io.muster.protocol.codec.HelloDecoder;
import io.muster.protocol.codec.HelloReplyEncoder;
import io.muster.server.security.Access;
import io.muster.server.security.Doorkeeper;
import io.muster.server.security.Visit;
import io.muster.server.wire.session.ReplyBuffer;
import io.muster.server.wire.session.RequestHandler;
import io.muster.server.wire.session.Session;
import io.netty.channel.Channel;
import org.agrona.DirectBuffer;

/** Opens the conversation, for who has a token that is good, or where there are none. */
public final class HelloHandler implements RequestHandler {
    /** One answer, whatever was wrong with it. */
    private static final String NO_GOOD = "token: found none, or one that is not good (any more), expected a good one"
            + " (muster --token-file FILE, $MUSTER_TOKEN)";

    private final Doorkeeper doorkeeper;
    private final byte[] serverVersion;
    private final HelloDecoder request = new HelloDecoder();
    private final HelloReplyEncoder reply = new HelloReplyEncoder();

    /** Answers with {@code serverVersion} whom {@code doorkeeper} lets in. */
    public HelloHandler(Doorkeeper doorkeeper, String serverVersion) {
        this.doorkeeper = doorkeeper;
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
        frame.boundsCheck(request.limit() + HelloDecoder.tokenHeaderLength(), request.tokenLength());
        byte[] token = new byte[request.tokenLength()];
        request.getToken(token, 0, token.length);
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
        if (session.access() != null) {
            session.failAndClose(correlationId, ErrorType.BAD_REQUEST, "Hello: found a second one, expected one");
            return;
        }
        Access access = doorkeeper.admit(token);
        if (access == null) {
            doorkeeper.noteRefusal(session.context().channel().remoteAddress());
            session.failAndCloseLater(
                    correlationId,
                    ErrorType.UNAUTHENTICATED,
                    NO_GOOD,
                    doorkeeper.options().loginDelayMs());
            return;
        }
        session.greet(access);
        Channel channel = session.context().channel();
        Visit visit = doorkeeper.enter(access, channel::close);
        channel.closeFuture().addListener(closed -> visit.leave());
        ReplyBuffer replies = session.replies();
        int offset = replies.begin(
                HelloReplyEncoder.BLOCK_LENGTH + HelloReplyEncoder.serverVersionHeaderLength() + serverVersion.length);
        reply.wrap(replies.buffer(), offset)
                .protocolVersion(FrameDescriptor.PROTOCOL_VERSION)
                .putServerVersion(serverVersion, 0, serverVersion.length);
        replies.commit(HelloReplyEncoder.TEMPLATE_ID, HelloReplyEncoder.BLOCK_LENGTH, correlationId, reply.limit());
    }
}
