package io.muster.server.wire.control;

import io.muster.protocol.codec.GetStatusDecoder;
import io.muster.protocol.codec.StatusReplyEncoder;
import io.muster.server.security.Access;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.backend.BackendException;
import io.muster.server.wire.session.ReplyBuffer;
import io.muster.server.wire.session.RequestHandler;
import io.muster.server.wire.session.Session;
import io.muster.server.wire.session.SlowReply;
import org.agrona.DirectBuffer;

/** What the server holds and does; of workspaces, those that the asker sees. */
public final class StatusHandler implements RequestHandler {
    private final Backend backend;
    private final String serverVersion;

    /** A handler that also tells {@code serverVersion}. */
    public StatusHandler(Backend backend, String serverVersion) {
        this.backend = backend;
        this.serverVersion = serverVersion;
    }

    @Override
    public int templateId() {
        return GetStatusDecoder.TEMPLATE_ID;
    }

    @Override
    public int blockLength() {
        return GetStatusDecoder.BLOCK_LENGTH;
    }

    @Override
    public void onRequest(Session session, DirectBuffer frame, int blockLength, int version, long correlationId) {
        SlowReply reply = session.replyLater(correlationId);
        if (reply == null) {
            return;
        }
        Access access = session.access();
        backend.statusJson(serverVersion, access::sees).whenComplete((json, failure) -> {
            if (failure != null) {
                reply.fail(failure);
            } else {
                reply.send((replies, correlation) -> write(replies, correlation, json));
            }
        });
    }

    private void write(ReplyBuffer replies, long correlationId, byte[] json) {
        int offset =
                replies.begin(StatusReplyEncoder.BLOCK_LENGTH + StatusReplyEncoder.jsonHeaderLength() + json.length);
        int end = new StatusReplyEncoder()
                .wrap(replies.buffer(), offset)
                .sequence(sequence())
                .putJson(json, 0, json.length)
                .limit();
        replies.commit(StatusReplyEncoder.TEMPLATE_ID, StatusReplyEncoder.BLOCK_LENGTH, correlationId, end);
    }

    /** 0 while the server starts. */
    private long sequence() {
        try {
            return backend.sequence();
        } catch (BackendException starting) {
            return 0;
        }
    }
}
