package io.muster.server.wire.link;

import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.codec.DoneEncoder;
import io.muster.protocol.codec.RevokeLinkDecoder;
import io.muster.server.link.SegmentLinks;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.session.ReplyBuffer;
import io.muster.server.wire.session.Session;
import io.muster.server.wire.session.SlowReply;
import org.agrona.DirectBuffer;

/** A secret address is refused from now on. */
public final class RevokeLinkHandler extends LinkHandler {
    private static final long NO_SEQUENCE = 0;

    private final RevokeLinkDecoder request = new RevokeLinkDecoder();

    public RevokeLinkHandler(Backend backend) {
        super(backend);
    }

    @Override
    public int templateId() {
        return RevokeLinkDecoder.TEMPLATE_ID;
    }

    @Override
    public int blockLength() {
        return RevokeLinkDecoder.BLOCK_LENGTH;
    }

    @Override
    public void onRequest(Session session, DirectBuffer frame, int blockLength, int version, long correlationId) {
        request.wrap(frame, FrameDescriptor.BODY_OFFSET, blockLength, version);
        int workspaceId = request.workspaceId();
        int segmentId = request.segmentId();
        requireWorkspace(workspaceId);
        SegmentLinks links = backend.links().links();
        SlowReply reply = session.replyLater(correlationId);
        if (reply == null) {
            return;
        }
        links.revoke(workspaceId, segmentId).whenComplete((revoked, failure) -> {
            if (failure != null) {
                reply.fail(LinkFailures.told(failure));
            } else {
                reply.send(RevokeLinkHandler::write);
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
