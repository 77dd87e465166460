package io.muster.server.wire.lookup;

import io.muster.index.WorkspaceView;
import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.codec.IsMemberDecoder;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.session.GatheringHandler;
import io.muster.server.wire.session.Session;
import org.agrona.DirectBuffer;

/** Is this customer in that segment? Requests that come together are looked up together. */
public final class IsMemberHandler extends LookupHandler implements GatheringHandler {
    private final IsMemberDecoder request = new IsMemberDecoder();
    private final GatheredQuestions gathered;

    public IsMemberHandler(Backend backend) {
        super(backend, IsMemberDecoder.minSequenceEncodingOffset());
        gathered = new GatheredQuestions(backend);
    }

    @Override
    public int templateId() {
        return IsMemberDecoder.TEMPLATE_ID;
    }

    @Override
    public int blockLength() {
        return IsMemberDecoder.BLOCK_LENGTH;
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
        int idLength = request.customerLength();
        int idOffset = request.limit() + IsMemberDecoder.customerHeaderLength();
        frame.boundsCheck(idOffset, idLength);
        if (!gathered.hasRoom(workspace, idLength)) {
            gathered.answer(session);
        }
        gathered.add(workspace, segmentId, correlationId, frame, idOffset, idLength);
    }

    @Override
    public void finish(Session session) {
        gathered.answer(session);
    }
}
