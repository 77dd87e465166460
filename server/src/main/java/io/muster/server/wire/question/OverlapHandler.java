package io.muster.server.wire.question;

import io.muster.index.SegmentEntry;
import io.muster.index.WorkspaceView;
import io.muster.index.answer.Overlap;
import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.codec.GetOverlapDecoder;
import io.muster.protocol.codec.OverlapReplyEncoder;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.session.ReplyBuffer;
import io.muster.server.wire.session.Session;
import io.muster.server.wire.session.SlowReply;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** How do segments overlap? */
public final class OverlapHandler extends QuestionHandler {
    private final GetOverlapDecoder request = new GetOverlapDecoder();

    public OverlapHandler(Backend backend) {
        super(backend);
    }

    @Override
    public int templateId() {
        return GetOverlapDecoder.TEMPLATE_ID;
    }

    @Override
    public int blockLength() {
        return GetOverlapDecoder.BLOCK_LENGTH;
    }

    @Override
    public void onRequest(Session session, DirectBuffer frame, int blockLength, int version, long correlationId) {
        request.wrap(frame, FrameDescriptor.BODY_OFFSET, blockLength, version);
        WorkspaceView workspace = workspace(request.workspaceId());
        List<SegmentEntry> segments = segments(workspace);
        List<String> names = segments.stream().map(SegmentEntry::name).toList();
        SlowReply reply = session.replyLater(correlationId);
        if (reply == null) {
            return;
        }
        settle(
                SegmentOverlap.of(backend, workspace, segments),
                reply,
                (replies, correlation, answer) -> write(replies, correlation, names, answer));
    }

    private List<SegmentEntry> segments(WorkspaceView workspace) {
        GetOverlapDecoder.SegmentsDecoder asked = request.segments();
        SegmentOverlap.requireCount(asked.count());
        List<SegmentEntry> segments = new ArrayList<>();
        while (asked.hasNext()) {
            segments.add(segment(workspace.id(), asked.next().segmentId()));
        }
        SegmentOverlap.requireDifferent(segments);
        return segments;
    }

    private static void write(ReplyBuffer replies, long correlationId, List<String> names, Answer<Overlap> answer) {
        Overlap overlap = answer.value();
        ReplyBody body = new ReplyBody();
        OverlapReplyEncoder reply = new OverlapReplyEncoder()
                .wrap(body.buffer(), 0)
                .sequence(answer.sequence())
                .customers(overlap.customers());
        OverlapReplyEncoder.IntersectionsEncoder group =
                reply.intersectionsCount(overlap.subsets().size());
        for (Overlap.Subset each : overlap.subsets()) {
            long bits = 0;
            for (String name : each.segments()) {
                bits |= 1L << names.indexOf(name);
            }
            Overlap.Similarity likeness = SegmentOverlap.likeness(overlap, each.segments());
            group.next()
                    .segments(bits)
                    .size(each.size())
                    .onlyThese(each.exactly())
                    .jaccard(likeness == null ? Double.NaN : likeness.jaccard())
                    .lift(likeness == null ? Double.NaN : likeness.lift());
        }
        body.commit(
                replies,
                OverlapReplyEncoder.TEMPLATE_ID,
                OverlapReplyEncoder.BLOCK_LENGTH,
                correlationId,
                reply.limit(),
                "intersections");
    }
}
