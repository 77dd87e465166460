package io.muster.server.wire.lookup;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.muster.index.WorkspaceView;
import io.muster.index.id.IdBatch;
import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.codec.OrdinalsReplyEncoder;
import io.muster.protocol.codec.ResolveIdsDecoder;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.session.ReplyBuffer;
import io.muster.server.wire.session.Session;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** The ordinals of these customers. */
public final class ResolveIdsHandler extends LookupHandler {
    private final ResolveIdsDecoder request = new ResolveIdsDecoder();
    private final OrdinalsReplyEncoder reply = new OrdinalsReplyEncoder();
    private final IdBatch batch = new IdBatch();

    public ResolveIdsHandler(Backend backend) {
        super(backend, ResolveIdsDecoder.minSequenceEncodingOffset());
    }

    @Override
    public int templateId() {
        return ResolveIdsDecoder.TEMPLATE_ID;
    }

    @Override
    public int blockLength() {
        return ResolveIdsDecoder.BLOCK_LENGTH;
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
        ResolveIdsDecoder.CustomersDecoder customers = request.customers();
        int length = customers.count() * Integer.BYTES;
        ReplyBuffer replies = session.replies();
        int offset =
                replies.begin(OrdinalsReplyEncoder.BLOCK_LENGTH + OrdinalsReplyEncoder.ordinalsHeaderLength() + length);
        MutableDirectBuffer target = replies.buffer();
        reply.wrap(target, offset).sequence(backend.sequence());
        target.putInt(reply.limit(), length, LITTLE_ENDIAN);
        int position = reply.limit() + OrdinalsReplyEncoder.ordinalsHeaderLength();
        while (customers.hasNext()) {
            batch.begin(frame);
            while (customers.hasNext() && !batch.isFull()) {
                customers.next();
                int idOffset = request.limit() + ResolveIdsDecoder.CustomersDecoder.customerHeaderLength();
                int idLength = customers.skipCustomer();
                frame.boundsCheck(idOffset, idLength);
                batch.add(idOffset, idLength);
            }
            workspace.ordinals(batch);
            for (int i = 0; i < batch.count(); i++, position += Integer.BYTES) {
                target.putInt(position, batch.ordinal(i), LITTLE_ENDIAN);
            }
        }
        replies.commit(OrdinalsReplyEncoder.TEMPLATE_ID, OrdinalsReplyEncoder.BLOCK_LENGTH, correlationId, position);
    }
}
