package io.muster.server.wire.question;

import io.muster.index.SegmentEntry;
import io.muster.index.WorkspaceView;
import io.muster.index.answer.Overlap;
import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.codec.ErrorType;
import io.muster.protocol.codec.GetOverlapDecoder;
import io.muster.protocol.codec.OverlapReplyEncoder;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.backend.EngineQuestions;
import io.muster.server.wire.session.ReplyBuffer;
import io.muster.server.wire.session.RequestException;
import io.muster.server.wire.session.Session;
import io.muster.server.wire.session.SlowReply;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.roaringbitmap.RoaringBitmap;

/** How do segments overlap? The engine gives copies of them; they are counted on another thread. */
public final class OverlapHandler extends QuestionHandler {
    private final GetOverlapDecoder request = new GetOverlapDecoder();

    public OverlapHandler(Backend backend) {
        super(backend);
    }

    /** The segments as they were at one sequence. */
    private record Copies(List<RoaringBitmap> members, long customers) {}

    /** The overlap of so many customers' segments. */
    private record Result(Overlap overlap, long customers) {}

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
                backend.queryNow(engine -> new Answer<>(engine.sequence(), copies(engine, workspace, segments)))
                        .thenApplyAsync(answer -> new Answer<>(answer.sequence(), count(names, answer.value()))),
                reply,
                (replies, correlation, answer) -> write(replies, correlation, names, answer));
    }

    private List<SegmentEntry> segments(WorkspaceView workspace) {
        GetOverlapDecoder.SegmentsDecoder asked = request.segments();
        if (asked.count() < Overlap.FEWEST || asked.count() > Overlap.MOST) {
            throw new RequestException(
                    ErrorType.LIMIT,
                    "segments: found " + asked.count() + ", expected " + Overlap.FEWEST + " to " + Overlap.MOST);
        }
        List<SegmentEntry> segments = new ArrayList<>();
        while (asked.hasNext()) {
            SegmentEntry segment = segment(workspace.id(), asked.next().segmentId());
            if (segments.contains(segment)) {
                throw new RequestException(
                        ErrorType.BAD_REQUEST, "segments: found '" + segment.name() + "' twice, expected it once");
            }
            segments.add(segment);
        }
        return segments;
    }

    private static Copies copies(EngineQuestions engine, WorkspaceView workspace, List<SegmentEntry> segments) {
        List<RoaringBitmap> members = new ArrayList<>();
        for (SegmentEntry segment : segments) {
            RoaringBitmap copy = engine.members(workspace.id(), segment.id());
            if (copy == null) {
                throw new RequestException(
                        ErrorType.UNKNOWN_SEGMENT, "segment: found that '" + segment.name() + "' is deleted meanwhile");
            }
            members.add(copy);
        }
        return new Copies(members, workspace.customers());
    }

    private static Result count(List<String> names, Copies copies) {
        return new Result(Overlap.of(names, copies.members(), copies.customers()), copies.customers());
    }

    private static void write(ReplyBuffer replies, long correlationId, List<String> names, Answer<Result> answer) {
        Overlap overlap = answer.value().overlap();
        ReplyBody body = new ReplyBody();
        OverlapReplyEncoder reply = new OverlapReplyEncoder()
                .wrap(body.buffer(), 0)
                .sequence(answer.sequence())
                .customers(answer.value().customers());
        OverlapReplyEncoder.IntersectionsEncoder group =
                reply.intersectionsCount(overlap.subsets().size());
        for (Overlap.Subset each : overlap.subsets()) {
            long bits = 0;
            for (String name : each.segments()) {
                bits |= 1L << names.indexOf(name);
            }
            Overlap.Similarity likeness = likeness(overlap, each.segments());
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

    /** Null where it is told of neither a pair nor the whole. */
    private static Overlap.Similarity likeness(Overlap overlap, List<String> names) {
        if (overlap.whole().segments().equals(names)) {
            return overlap.whole();
        }
        for (Overlap.Similarity pair : overlap.pairs()) {
            if (pair.segments().equals(names)) {
                return pair;
            }
        }
        return null;
    }
}
