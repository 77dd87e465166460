package io.muster.server.wire.control;

import io.muster.index.record.Commands;
import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.codec.CreateSegmentDecoder;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.question.RuleText;
import org.agrona.DirectBuffer;

/** A new segment. */
public final class CreateSegmentHandler extends CommandHandler {
    private final CreateSegmentDecoder request = new CreateSegmentDecoder();

    public CreateSegmentHandler(Backend backend) {
        super(backend);
    }

    @Override
    public int templateId() {
        return CreateSegmentDecoder.TEMPLATE_ID;
    }

    @Override
    public int blockLength() {
        return CreateSegmentDecoder.BLOCK_LENGTH;
    }

    @Override
    Command decode(DirectBuffer frame, int blockLength, int version) {
        request.wrap(frame, FrameDescriptor.BODY_OFFSET, blockLength, version);
        int workspaceId = request.workspaceId();
        String name = request.name();
        RuleText.require(frame, request.limit(), request.ruleLength());
        return new Command(
                Commands.createSegment(workspaceId, name, request.rule()),
                (replies, correlationId, outcome) ->
                        SegmentReplies.write(backend, replies, correlationId, workspaceId, outcome));
    }
}
