package io.muster.protocol.client;

import io.muster.protocol.codec.BooleanType;
import io.muster.protocol.codec.DoneDecoder;
import io.muster.protocol.codec.SegmentReplyDecoder;
import io.muster.protocol.codec.SegmentsReplyDecoder;
import io.muster.protocol.codec.WorkspaceReplyDecoder;
import io.muster.protocol.codec.WorkspacesReplyDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** Replies about workspaces and segments. */
final class DefinitionReplies {
    private DefinitionReplies() {}

    static Long done(DirectBuffer buffer, int offset, int blockLength, int version) {
        return new DoneDecoder().wrap(buffer, offset, blockLength, version).sequence();
    }

    static WorkspaceInfo workspace(DirectBuffer buffer, int offset, int blockLength, int version) {
        WorkspaceReplyDecoder reply = new WorkspaceReplyDecoder().wrap(buffer, offset, blockLength, version);
        return new WorkspaceInfo(reply.workspaceId(), reply.name(), reply.zone(), reply.currency(), reply.customers());
    }

    static List<WorkspaceInfo> workspaces(DirectBuffer buffer, int offset, int blockLength, int version) {
        WorkspacesReplyDecoder reply = new WorkspacesReplyDecoder().wrap(buffer, offset, blockLength, version);
        List<WorkspaceInfo> workspaces = new ArrayList<>();
        for (WorkspacesReplyDecoder.WorkspacesDecoder each : reply.workspaces()) {
            workspaces.add(
                    new WorkspaceInfo(each.workspaceId(), each.name(), each.zone(), each.currency(), each.customers()));
        }
        return List.copyOf(workspaces);
    }

    static SegmentInfo segment(DirectBuffer buffer, int offset, int blockLength, int version) {
        SegmentReplyDecoder reply = new SegmentReplyDecoder().wrap(buffer, offset, blockLength, version);
        return new SegmentInfo(
                reply.segmentId(),
                reply.slot(),
                reply.version(),
                reply.cardinality(),
                reply.lastChangeMillis(),
                reply.changedAtMillis(),
                reply.name(),
                reply.rule());
    }

    /** A page of segments from this id on, which goes on behind the page unless it is the last. */
    static Request.Reply<SegmentPage> segments(int fromId) {
        return (buffer, offset, blockLength, version) -> {
            SegmentPage page = segments(buffer, offset, blockLength, version);
            int least = fromId;
            for (SegmentInfo segment : page.list().segments()) {
                if (segment.id() < least || segment.id() == Integer.MAX_VALUE) {
                    throw new IllegalStateException("segment: found id " + segment.id() + ", expected ids from " + least
                            + " on, each greater than the one before");
                }
                least = segment.id() + 1;
            }
            if (least == fromId && !page.complete()) {
                throw new IllegalStateException(
                        "segments: found none from id " + fromId + " on, expected some or the end");
            }
            return page;
        };
    }

    private static SegmentPage segments(DirectBuffer buffer, int offset, int blockLength, int version) {
        SegmentsReplyDecoder reply = new SegmentsReplyDecoder().wrap(buffer, offset, blockLength, version);
        boolean complete = reply.complete() == BooleanType.YES;
        List<SegmentInfo> segments = new ArrayList<>();
        for (SegmentsReplyDecoder.SegmentsDecoder each : reply.segments()) {
            segments.add(new SegmentInfo(
                    each.segmentId(),
                    each.slot(),
                    each.version(),
                    each.cardinality(),
                    each.lastChangeMillis(),
                    each.changedAtMillis(),
                    each.name(),
                    each.rule()));
        }
        return new SegmentPage(
                new SegmentList(reply.catalogVersion(), reply.sequence(), reply.nowMillis(), List.copyOf(segments)),
                complete);
    }
}
