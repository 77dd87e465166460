package io.muster.protocol.client;

import io.muster.protocol.client.answer.SegmentVersion;
import io.muster.protocol.codec.BooleanType;
import io.muster.protocol.codec.ListVersionsEncoder;
import io.muster.protocol.codec.RollbackSegmentEncoder;
import io.muster.protocol.codec.SegmentReplyDecoder;
import io.muster.protocol.codec.VersionsReplyDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** Requests about the versions of a segment; and their replies. */
final class VersionRequests {
    private VersionRequests() {}

    /** Some of the versions, in their order. */
    record Page(List<SegmentVersion> versions, boolean complete) {}

    /** All versions, the first first, in as many requests as it takes. */
    static List<SegmentVersion> all(Connection connection, int workspaceId, int segmentId) {
        List<SegmentVersion> versions = new ArrayList<>();
        Page page;
        do {
            int from =
                    versions.isEmpty() ? 0 : versions.get(versions.size() - 1).version() + 1;
            page = connection.call(list(workspaceId, segmentId, from));
            versions.addAll(page.versions());
        } while (!page.complete() && !page.versions().isEmpty());
        return List.copyOf(versions);
    }

    static Request<SegmentInfo> rollback(int workspaceId, int segmentId, int toVersion) {
        return new Request<>(
                RollbackSegmentEncoder.TEMPLATE_ID,
                RollbackSegmentEncoder.BLOCK_LENGTH,
                RollbackSegmentEncoder.BLOCK_LENGTH,
                (buffer, offset) -> new RollbackSegmentEncoder()
                        .wrap(buffer, offset)
                        .workspaceId(workspaceId)
                        .segmentId(segmentId)
                        .toVersion(toVersion)
                        .limit(),
                SegmentReplyDecoder.TEMPLATE_ID,
                DefinitionReplies::segment);
    }

    private static Request<Page> list(int workspaceId, int segmentId, int fromVersion) {
        return new Request<>(
                ListVersionsEncoder.TEMPLATE_ID,
                ListVersionsEncoder.BLOCK_LENGTH,
                ListVersionsEncoder.BLOCK_LENGTH,
                (buffer, offset) -> new ListVersionsEncoder()
                        .wrap(buffer, offset)
                        .workspaceId(workspaceId)
                        .segmentId(segmentId)
                        .fromVersion(fromVersion)
                        .limit(),
                VersionsReplyDecoder.TEMPLATE_ID,
                VersionRequests::page);
    }

    private static Page page(DirectBuffer buffer, int offset, int blockLength, int version) {
        VersionsReplyDecoder reply = new VersionsReplyDecoder().wrap(buffer, offset, blockLength, version);
        boolean complete = reply.complete() == BooleanType.YES;
        List<SegmentVersion> versions = new ArrayList<>();
        for (VersionsReplyDecoder.VersionsDecoder each : reply.versions()) {
            versions.add(new SegmentVersion(each.version(), each.rule(), each.fromMillis(), each.restored()));
        }
        return new Page(versions, complete);
    }
}
