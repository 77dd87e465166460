package io.muster.server.wire.control;

import io.muster.index.record.Commands;
import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.codec.UpdateSegmentDecoder;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.question.RuleText;
import org.agrona.DirectBuffer;

/** Another name or rule for a segment. */
public final class UpdateSegmentHandler extends CommandHandler {
    private final UpdateSegmentDecoder request = new UpdateSegmentDecoder();

    public UpdateSegmentHandler(Backend backend) {
        super(backend);
    }

    @Override
    public int templateId() {
        return UpdateSegmentDecoder.TEMPLATE_ID;
    }

    @Override
    public int blockLength() {
        return UpdateSegmentDecoder.BLOCK_LENGTH;
    }

    @Override
    Command decode(DirectBuffer frame, int blockLength, int version) {
        request.wrap(frame, FrameDescriptor.BODY_OFFSET, blockLength, version);
        int workspaceId = request.workspaceId();
        boolean nameGiven = request.given().name();
        boolean ruleGiven = request.given().rule();
        String name = request.name();
        RuleText.require(frame, request.limit(), request.ruleLength());
        String rule = request.rule();
        return new Command(
                Commands.updateSegment(
                        workspaceId, request.segmentId(), nameGiven ? name : null, ruleGiven ? rule : null),
                (replies, correlationId, outcome) ->
                        SegmentReplies.write(backend, replies, correlationId, workspaceId, outcome));
    }
}
