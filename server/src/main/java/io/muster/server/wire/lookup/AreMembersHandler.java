package io.muster.server.wire.lookup;

import io.muster.index.WorkspaceView;
import io.muster.index.id.IdBatch;
import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.codec.AreMembersDecoder;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.session.Session;
import org.agrona.DirectBuffer;

/** Which of these customers are in that segment? */
public final class AreMembersHandler extends MembersHandler {
    private final AreMembersDecoder request = new AreMembersDecoder();
    private int entryBlockLength;

    public AreMembersHandler(Backend backend) {
        super(backend, AreMembersDecoder.minSequenceEncodingOffset());
    }

    @Override
    public int templateId() {
        return AreMembersDecoder.TEMPLATE_ID;
    }

    @Override
    public int blockLength() {
        return AreMembersDecoder.BLOCK_LENGTH;
    }

    @Override
    void answer(
            Session session,
            WorkspaceView workspace,
            DirectBuffer frame,
            int blockLength,
            int version,
            long correlationId) {
        request.wrap(frame, FrameDescriptor.BODY_OFFSET, blockLength, version);
        int segmentId = request.segmentId();
        AreMembersDecoder.CustomersDecoder customers = request.customers();
        entryBlockLength = customers.actingBlockLength();
        answerAbout(session, workspace, segmentId, frame, request.limit(), customers.count(), correlationId);
    }

    @Override
    int take(IdBatch batch, WorkspaceView workspace, DirectBuffer frame, int start, int many) {
        int end = batch.addIds(start, many, entryBlockLength);
        workspace.ordinals(batch);
        return end;
    }
}
