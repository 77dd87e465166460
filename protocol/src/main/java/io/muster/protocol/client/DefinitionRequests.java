package io.muster.protocol.client;

import io.muster.protocol.codec.BooleanType;
import io.muster.protocol.codec.CreateSegmentEncoder;
import io.muster.protocol.codec.CreateWorkspaceEncoder;
import io.muster.protocol.codec.DeleteSegmentEncoder;
import io.muster.protocol.codec.DeleteWorkspaceEncoder;
import io.muster.protocol.codec.DoneDecoder;
import io.muster.protocol.codec.ListSegmentsEncoder;
import io.muster.protocol.codec.ListWorkspacesEncoder;
import io.muster.protocol.codec.SegmentReplyDecoder;
import io.muster.protocol.codec.SegmentsReplyDecoder;
import io.muster.protocol.codec.UpdateSegmentEncoder;
import io.muster.protocol.codec.WorkspaceReplyDecoder;
import io.muster.protocol.codec.WorkspacesReplyDecoder;
import java.util.List;

/** Requests about workspaces and segments. */
final class DefinitionRequests {
    private static final int LENGTHS = 16;
    private static final byte[] NOT_GIVEN = {};

    private DefinitionRequests() {}

    static Request<List<WorkspaceInfo>> listWorkspaces() {
        return new Request<>(
                ListWorkspacesEncoder.TEMPLATE_ID,
                ListWorkspacesEncoder.BLOCK_LENGTH,
                0,
                (buffer, offset) -> offset,
                WorkspacesReplyDecoder.TEMPLATE_ID,
                DefinitionReplies::workspaces);
    }

    static Request<WorkspaceInfo> createWorkspace(
            String name, String zone, String currency, long abandonedAfterMillis) {
        byte[] nameBytes = WireText.shortText("name", name);
        byte[] zoneBytes = WireText.shortText("zone", zone);
        byte[] currencyBytes = WireText.shortText("currency", currency);
        return new Request<>(
                CreateWorkspaceEncoder.TEMPLATE_ID,
                CreateWorkspaceEncoder.BLOCK_LENGTH,
                CreateWorkspaceEncoder.BLOCK_LENGTH
                        + LENGTHS
                        + nameBytes.length
                        + zoneBytes.length
                        + currencyBytes.length,
                (buffer, offset) -> new CreateWorkspaceEncoder()
                        .wrap(buffer, offset)
                        .abandonedAfterMillis(abandonedAfterMillis)
                        .putName(nameBytes, 0, nameBytes.length)
                        .putZone(zoneBytes, 0, zoneBytes.length)
                        .putCurrency(currencyBytes, 0, currencyBytes.length)
                        .limit(),
                WorkspaceReplyDecoder.TEMPLATE_ID,
                DefinitionReplies::workspace);
    }

    static Request<Long> deleteWorkspace(int workspaceId) {
        return new Request<>(
                DeleteWorkspaceEncoder.TEMPLATE_ID,
                DeleteWorkspaceEncoder.BLOCK_LENGTH,
                DeleteWorkspaceEncoder.BLOCK_LENGTH,
                (buffer, offset) -> new DeleteWorkspaceEncoder()
                        .wrap(buffer, offset)
                        .workspaceId(workspaceId)
                        .limit(),
                DoneDecoder.TEMPLATE_ID,
                DefinitionReplies::done);
    }

    static Request<SegmentPage> listSegments(int workspaceId, int fromSegmentId, boolean rules) {
        return new Request<>(
                ListSegmentsEncoder.TEMPLATE_ID,
                ListSegmentsEncoder.BLOCK_LENGTH,
                ListSegmentsEncoder.BLOCK_LENGTH,
                (buffer, offset) -> new ListSegmentsEncoder()
                        .wrap(buffer, offset)
                        .workspaceId(workspaceId)
                        .fromSegmentId(fromSegmentId)
                        .rules(rules ? BooleanType.YES : BooleanType.NO)
                        .limit(),
                SegmentsReplyDecoder.TEMPLATE_ID,
                DefinitionReplies.segments(fromSegmentId));
    }

    static Request<SegmentInfo> createSegment(int workspaceId, String name, String rule) {
        byte[] nameBytes = WireText.shortText("name", name);
        byte[] ruleBytes = WireText.longText(rule);
        return new Request<>(
                CreateSegmentEncoder.TEMPLATE_ID,
                CreateSegmentEncoder.BLOCK_LENGTH,
                CreateSegmentEncoder.BLOCK_LENGTH + LENGTHS + nameBytes.length + ruleBytes.length,
                (buffer, offset) -> new CreateSegmentEncoder()
                        .wrap(buffer, offset)
                        .workspaceId(workspaceId)
                        .putName(nameBytes, 0, nameBytes.length)
                        .putRule(ruleBytes, 0, ruleBytes.length)
                        .limit(),
                SegmentReplyDecoder.TEMPLATE_ID,
                DefinitionReplies::segment);
    }

    /** A null {@code name} or {@code rule} stays as it is. */
    static Request<SegmentInfo> updateSegment(int workspaceId, int segmentId, String name, String rule) {
        byte[] nameBytes = name == null ? NOT_GIVEN : WireText.shortText("name", name);
        byte[] ruleBytes = rule == null ? NOT_GIVEN : WireText.longText(rule);
        return new Request<>(
                UpdateSegmentEncoder.TEMPLATE_ID,
                UpdateSegmentEncoder.BLOCK_LENGTH,
                UpdateSegmentEncoder.BLOCK_LENGTH + LENGTHS + nameBytes.length + ruleBytes.length,
                (buffer, offset) -> {
                    UpdateSegmentEncoder encoder = new UpdateSegmentEncoder()
                            .wrap(buffer, offset)
                            .workspaceId(workspaceId)
                            .segmentId(segmentId);
                    encoder.given().clear().name(name != null).rule(rule != null);
                    return encoder.putName(nameBytes, 0, nameBytes.length)
                            .putRule(ruleBytes, 0, ruleBytes.length)
                            .limit();
                },
                SegmentReplyDecoder.TEMPLATE_ID,
                DefinitionReplies::segment);
    }

    static Request<Long> deleteSegment(int workspaceId, int segmentId) {
        return new Request<>(
                DeleteSegmentEncoder.TEMPLATE_ID,
                DeleteSegmentEncoder.BLOCK_LENGTH,
                DeleteSegmentEncoder.BLOCK_LENGTH,
                (buffer, offset) -> new DeleteSegmentEncoder()
                        .wrap(buffer, offset)
                        .workspaceId(workspaceId)
                        .segmentId(segmentId)
                        .limit(),
                DoneDecoder.TEMPLATE_ID,
                DefinitionReplies::done);
    }
}
