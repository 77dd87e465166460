package io.muster.server.wire.control;

import io.muster.index.record.Commands;
import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.codec.RollbackSegmentDecoder;
import io.muster.server.wire.backend.Backend;
import org.agrona.DirectBuffer;

/** The rule of an older version for a segment. */
public final class RollbackSegmentHandler extends CommandHandler {
    private final RollbackSegmentDecoder request = new RollbackSegmentDecoder();

    public RollbackSegmentHandler(Backend backend) {
        super(backend);
    }

    @Override
    public int templateId() {
        return RollbackSegmentDecoder.TEMPLATE_ID;
    }

    @Override
    public int blockLength() {
        return RollbackSegmentDecoder.BLOCK_LENGTH;
    }

    @Override
    Command decode(DirectBuffer frame, int blockLength, int version) {
        request.wrap(frame, FrameDescriptor.BODY_OFFSET, blockLength, version);
        int workspaceId = request.workspaceId();
        return new Command(
                Commands.rollbackSegment(workspaceId, request.segmentId(), request.toVersion()),
                (replies, correlationId, outcome) ->
                        SegmentReplies.write(backend, replies, correlationId, workspaceId, outcome));
    }
}
