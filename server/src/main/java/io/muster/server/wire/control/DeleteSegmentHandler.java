package io.muster.server.wire.control;

import io.muster.index.record.Commands;
import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.codec.DeleteSegmentDecoder;
import io.muster.server.wire.backend.Backend;
import org.agrona.DirectBuffer;

/** A segment goes. */
public final class DeleteSegmentHandler extends CommandHandler {
    private final DeleteSegmentDecoder request = new DeleteSegmentDecoder();

    public DeleteSegmentHandler(Backend backend) {
        super(backend);
    }

    @Override
    public int templateId() {
        return DeleteSegmentDecoder.TEMPLATE_ID;
    }

    @Override
    public int blockLength() {
        return DeleteSegmentDecoder.BLOCK_LENGTH;
    }

    @Override
    Command decode(DirectBuffer frame, int blockLength, int version) {
        request.wrap(frame, FrameDescriptor.BODY_OFFSET, blockLength, version);
        return new Command(
                Commands.deleteSegment(request.workspaceId(), request.segmentId()), CommandHandler::writeDone);
    }
}
