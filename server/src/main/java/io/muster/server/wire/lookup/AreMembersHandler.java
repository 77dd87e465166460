package io.muster.server.wire.lookup;

import io.muster.index.SegmentCatalog;
import io.muster.index.SegmentEntry;
import io.muster.index.WorkspaceView;
import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.codec.AreMembersDecoder;
import io.muster.protocol.codec.MembersReplyEncoder;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.session.ReplyBuffer;
import io.muster.server.wire.session.Session;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Which of these customers are in that segment? */
public final class AreMembersHandler extends LookupHandler {
    private final AreMembersDecoder request = new AreMembersDecoder();
    private final MembersReplyEncoder reply = new MembersReplyEncoder();

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
        long sequence = backend.sequence();
        int groupStart = request.limit();
        int count = request.customers().count();
        int bitsLength = count + 7 >> 3;
        ReplyBuffer replies = session.replies();
        int offset =
                replies.begin(MembersReplyEncoder.BLOCK_LENGTH + MembersReplyEncoder.bitsHeaderLength() + bitsLength);
        reply.wrap(replies.buffer(), offset).sequence(sequence).count(count);
        int bitsOffset = reply.limit() + MembersReplyEncoder.bitsHeaderLength();
        SegmentCatalog catalog;
        do {
            catalog = workspace.segments();
            SegmentEntry segment = catalog.byId(segmentId);
            if (segment == null) {
                failUnknownSegment(session, workspace, segmentId, correlationId);
                return;
            }
            request.limit(groupStart);
            putBits(workspace, segment, frame, replies.buffer(), bitsOffset);
        } while (workspace.segments() != catalog);
        replies.buffer().putInt(reply.limit(), bitsLength, ByteOrder.LITTLE_ENDIAN);
        replies.commit(
                MembersReplyEncoder.TEMPLATE_ID,
                MembersReplyEncoder.BLOCK_LENGTH,
                correlationId,
                bitsOffset + bitsLength);
    }

    private void putBits(
            WorkspaceView workspace,
            SegmentEntry segment,
            DirectBuffer frame,
            MutableDirectBuffer target,
            int bitsOffset) {
        AreMembersDecoder.CustomersDecoder customers = request.customers();
        int headerLength = AreMembersDecoder.CustomersDecoder.customerHeaderLength();
        int bits = 0;
        int index = 0;
        while (customers.hasNext()) {
            customers.next();
            int idOffset = request.limit() + headerLength;
            int idLength = customers.skipCustomer();
            frame.boundsCheck(idOffset, idLength);
            int ordinal = workspace.ordinal(frame, idOffset, idLength);
            if (ordinal != WorkspaceView.UNKNOWN && workspace.isMember(ordinal, segment)) {
                bits |= 1 << (index & 7);
            }
            if ((index & 7) == 7 || !customers.hasNext()) {
                target.putByte(bitsOffset + (index >> 3), (byte) bits);
                bits = 0;
            }
            index++;
        }
    }
}
