package io.muster.server.wire.control;

import io.muster.index.record.Commands;
import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.codec.DeleteWorkspaceDecoder;
import io.muster.server.wire.backend.Backend;
import org.agrona.DirectBuffer;

/** A workspace goes, with all that is in it. */
public final class DeleteWorkspaceHandler extends CommandHandler {
    private final DeleteWorkspaceDecoder request = new DeleteWorkspaceDecoder();

    public DeleteWorkspaceHandler(Backend backend) {
        super(backend);
    }

    @Override
    public int templateId() {
        return DeleteWorkspaceDecoder.TEMPLATE_ID;
    }

    @Override
    public int blockLength() {
        return DeleteWorkspaceDecoder.BLOCK_LENGTH;
    }

    @Override
    Command decode(DirectBuffer frame, int blockLength, int version) {
        request.wrap(frame, FrameDescriptor.BODY_OFFSET, blockLength, version);
        return new Command(Commands.deleteWorkspace(request.workspaceId()), CommandHandler::writeDone);
    }
}
