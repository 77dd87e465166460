package io.muster.server.wire.lookup;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.muster.index.WorkspaceView;
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
            customers.next();
            int idOffset = request.limit() + ResolveIdsDecoder.CustomersDecoder.customerHeaderLength();
            int idLength = customers.skipCustomer();
            frame.boundsCheck(idOffset, idLength);
            target.putInt(position, workspace.ordinal(frame, idOffset, idLength), LITTLE_ENDIAN);
            position += Integer.BYTES;
        }
        replies.commit(OrdinalsReplyEncoder.TEMPLATE_ID, OrdinalsReplyEncoder.BLOCK_LENGTH, correlationId, position);
    }
}
