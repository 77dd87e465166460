package io.muster.server.wire.lookup;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.muster.index.SegmentCatalog;
import io.muster.index.SegmentEntry;
import io.muster.index.WorkspaceView;
import io.muster.index.id.IdBatch;
import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.codec.AreMembersDecoder;
import io.muster.protocol.codec.MembersReplyEncoder;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.session.ReplyBuffer;
import io.muster.server.wire.session.Session;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Which of these customers are in that segment? */
public final class AreMembersHandler extends LookupHandler {
    private static final int ID_HEADER_LENGTH = AreMembersDecoder.CustomersDecoder.customerHeaderLength();

    private final AreMembersDecoder request = new AreMembersDecoder();
    private final MembersReplyEncoder reply = new MembersReplyEncoder();
    private final IdBatch batch = new IdBatch();
    private final long[] words = new long[IdBatch.CAPACITY];
    private int count;
    private int entryBlockLength;
    private int entriesStart;

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
        AreMembersDecoder.CustomersDecoder customers = request.customers();
        count = customers.count();
        entryBlockLength = customers.actingBlockLength();
        entriesStart = request.limit();
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
            putBits(workspace, segment, frame, replies.buffer(), bitsOffset);
        } while (workspace.segments() != catalog);
        replies.buffer().putInt(reply.limit(), bitsLength, LITTLE_ENDIAN);
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
        int at = entriesStart;
        for (int from = 0; from < count; from += IdBatch.CAPACITY) {
            at = note(frame, at, Math.min(IdBatch.CAPACITY, count - from));
            workspace.ordinals(batch);
            workspace.words(batch, segment.group(), words);
            MemberBits.put(words, batch.count(), segment.mask(), target, bitsOffset + (from >> 3));
        }
    }

    /** Takes so many entries' ids into the batch; returns where the next entry begins. */
    private int note(DirectBuffer frame, int start, int many) {
        batch.begin(frame);
        int at = start;
        for (int i = 0; i < many; i++) {
            at += entryBlockLength;
            int idLength = frame.getShort(at, LITTLE_ENDIAN) & 0xFFFF;
            batch.add(at + ID_HEADER_LENGTH, idLength);
            at += ID_HEADER_LENGTH + idLength;
        }
        frame.boundsCheck(start, at - start);
        return at;
    }
}
