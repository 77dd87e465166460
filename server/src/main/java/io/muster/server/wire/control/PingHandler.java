package io.muster.server.wire.control;

import io.muster.protocol.codec.PingDecoder;
import io.muster.protocol.codec.PongEncoder;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.session.ReplyBuffer;
import io.muster.server.wire.session.RequestHandler;
import io.muster.server.wire.session.Session;
import org.agrona.DirectBuffer;

/** Are you there? */
public final class PingHandler implements RequestHandler {
    private final Backend backend;
    private final PongEncoder reply = new PongEncoder();

    public PingHandler(Backend backend) {
        this.backend = backend;
    }

    @Override
    public int templateId() {
        return PingDecoder.TEMPLATE_ID;
    }

    @Override
    public int blockLength() {
        return PingDecoder.BLOCK_LENGTH;
    }

    @Override
    public void onRequest(Session session, DirectBuffer frame, int blockLength, int version, long correlationId) {
        ReplyBuffer replies = session.replies();
        int offset = replies.begin(PongEncoder.BLOCK_LENGTH);
        reply.wrap(replies.buffer(), offset).sequence(backend.sequence());
        replies.commit(PongEncoder.TEMPLATE_ID, PongEncoder.BLOCK_LENGTH, correlationId, reply.limit());
    }
}
