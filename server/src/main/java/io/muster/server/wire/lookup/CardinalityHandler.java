package io.muster.server.wire.lookup;

import io.muster.index.SegmentCatalog;
import io.muster.index.SegmentEntry;
import io.muster.index.WorkspaceView;
import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.codec.CardinalityReplyEncoder;
import io.muster.protocol.codec.GetCardinalityDecoder;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.session.ReplyBuffer;
import io.muster.server.wire.session.Session;
import org.agrona.DirectBuffer;

/** How many customers are in that segment? */
public final class CardinalityHandler extends LookupHandler {
    private final GetCardinalityDecoder request = new GetCardinalityDecoder();
    private final CardinalityReplyEncoder reply = new CardinalityReplyEncoder();

    public CardinalityHandler(Backend backend) {
        super(backend, GetCardinalityDecoder.minSequenceEncodingOffset());
    }

    @Override
    public int templateId() {
        return GetCardinalityDecoder.TEMPLATE_ID;
    }

    @Override
    public int blockLength() {
        return GetCardinalityDecoder.BLOCK_LENGTH;
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
        long sequence = backend.sequence();
        SegmentCatalog catalog;
        long cardinality;
        do {
            catalog = workspace.segments();
            SegmentEntry segment = catalog.byId(request.segmentId());
            if (segment == null) {
                failUnknownSegment(session, workspace, request.segmentId(), correlationId);
                return;
            }
            cardinality = workspace.cardinality(segment);
        } while (workspace.segments() != catalog);
        ReplyBuffer replies = session.replies();
        int offset = replies.begin(CardinalityReplyEncoder.BLOCK_LENGTH);
        reply.wrap(replies.buffer(), offset).sequence(sequence).cardinality(cardinality);
        replies.commit(
                CardinalityReplyEncoder.TEMPLATE_ID,
                CardinalityReplyEncoder.BLOCK_LENGTH,
                correlationId,
                reply.limit());
    }
}
