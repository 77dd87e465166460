package io.muster.server.wire.link;

import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.codec.LinksReplyEncoder;
import io.muster.protocol.codec.ListLinksDecoder;
import io.muster.server.link.SegmentLink;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.question.ReplyBody;
import io.muster.server.wire.session.Session;
import java.util.List;
import org.agrona.DirectBuffer;

/** Which segments of a workspace have a secret address; what those are, nobody has kept. */
public final class ListLinksHandler extends LinkHandler {
    private final ListLinksDecoder request = new ListLinksDecoder();

    public ListLinksHandler(Backend backend) {
        super(backend);
    }

    @Override
    public int templateId() {
        return ListLinksDecoder.TEMPLATE_ID;
    }

    @Override
    public int blockLength() {
        return ListLinksDecoder.BLOCK_LENGTH;
    }

    @Override
    public void onRequest(Session session, DirectBuffer frame, int blockLength, int version, long correlationId) {
        request.wrap(frame, FrameDescriptor.BODY_OFFSET, blockLength, version);
        int workspaceId = request.workspaceId();
        requireWorkspace(workspaceId);
        List<SegmentLink> links = backend.links().links().all().stream()
                .filter(each -> each.workspaceId() == workspaceId)
                .toList();
        ReplyBody body = new ReplyBody();
        LinksReplyEncoder reply = new LinksReplyEncoder().wrap(body.buffer(), 0);
        LinksReplyEncoder.LinksEncoder group = reply.linksCount(links.size());
        links.forEach(each -> group.next().segmentId(each.segmentId()).createdMillis(each.createdMillis()));
        body.commit(
                session.replies(),
                LinksReplyEncoder.TEMPLATE_ID,
                LinksReplyEncoder.BLOCK_LENGTH,
                correlationId,
                reply.limit(),
                "links");
    }
}
