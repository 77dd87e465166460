package io.muster.server.wire.token;

import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.codec.DoneEncoder;
import io.muster.protocol.codec.RevokeTokenDecoder;
import io.muster.server.security.Doorkeeper;
import io.muster.server.wire.session.ReplyBuffer;
import io.muster.server.wire.session.RequestHandler;
import io.muster.server.wire.session.Session;
import io.muster.server.wire.session.SlowReply;
import org.agrona.DirectBuffer;

/** A token is no longer good, and who came in with it goes. */
public final class RevokeTokenHandler implements RequestHandler {
    private static final long NO_SEQUENCE = 0;

    private final Doorkeeper doorkeeper;
    private final RevokeTokenDecoder request = new RevokeTokenDecoder();

    public RevokeTokenHandler(Doorkeeper doorkeeper) {
        this.doorkeeper = doorkeeper;
    }

    @Override
    public int templateId() {
        return RevokeTokenDecoder.TEMPLATE_ID;
    }

    @Override
    public int blockLength() {
        return RevokeTokenDecoder.BLOCK_LENGTH;
    }

    @Override
    public void onRequest(Session session, DirectBuffer frame, int blockLength, int version, long correlationId) {
        request.wrap(frame, FrameDescriptor.BODY_OFFSET, blockLength, version);
        String name = request.name();
        SlowReply reply = session.replyLater(correlationId);
        if (reply == null) {
            return;
        }
        doorkeeper.revoke(name).whenComplete((revoked, failure) -> {
            if (failure != null) {
                reply.fail(TokenFailures.told(failure));
            } else {
                reply.send(RevokeTokenHandler::write);
            }
        });
    }

    private static void write(ReplyBuffer replies, long correlationId) {
        int offset = replies.begin(DoneEncoder.BLOCK_LENGTH);
        int end = new DoneEncoder()
                .wrap(replies.buffer(), offset)
                .sequence(NO_SEQUENCE)
                .limit();
        replies.commit(DoneEncoder.TEMPLATE_ID, DoneEncoder.BLOCK_LENGTH, correlationId, end);
    }
}
