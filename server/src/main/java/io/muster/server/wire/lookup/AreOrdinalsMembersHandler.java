package io.muster.server.wire.lookup;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.muster.index.SegmentCatalog;
import io.muster.index.SegmentEntry;
import io.muster.index.WorkspaceView;
import io.muster.index.id.IdBatch;
import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.codec.AreOrdinalsMembersDecoder;
import io.muster.protocol.codec.ErrorType;
import io.muster.protocol.codec.MembersReplyEncoder;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.session.ReplyBuffer;
import io.muster.server.wire.session.Session;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Which of the customers with these ordinals are in that segment? What is not any customer's ordinal is no member: no
 * ordinal is given out twice, and who is deleted has left all segments.
 */
public final class AreOrdinalsMembersHandler extends LookupHandler {
    private static final int LENGTH_BYTES = AreOrdinalsMembersDecoder.ordinalsHeaderLength();

    private final AreOrdinalsMembersDecoder request = new AreOrdinalsMembersDecoder();
    private final MembersReplyEncoder reply = new MembersReplyEncoder();
    private final IdBatch batch = new IdBatch();
    private final long[] words = new long[IdBatch.CAPACITY];

    public AreOrdinalsMembersHandler(Backend backend) {
        super(backend, AreOrdinalsMembersDecoder.minSequenceEncodingOffset());
    }

    @Override
    public int templateId() {
        return AreOrdinalsMembersDecoder.TEMPLATE_ID;
    }

    @Override
    public int blockLength() {
        return AreOrdinalsMembersDecoder.BLOCK_LENGTH;
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
        int ordinalsOffset = request.limit() + LENGTH_BYTES;
        frame.boundsCheck(request.limit(), LENGTH_BYTES);
        int ordinalsLength = request.ordinalsLength();
        if (!isPossible(session, ordinalsLength, correlationId)) {
            return;
        }
        frame.boundsCheck(ordinalsOffset, ordinalsLength);
        int count = ordinalsLength / Integer.BYTES;
        int bitsLength = count + 7 >> 3;
        ReplyBuffer replies = session.replies();
        int offset =
                replies.begin(MembersReplyEncoder.BLOCK_LENGTH + MembersReplyEncoder.bitsHeaderLength() + bitsLength);
        reply.wrap(replies.buffer(), offset).sequence(backend.sequence()).count(count);
        int bitsOffset = reply.limit() + MembersReplyEncoder.bitsHeaderLength();
        SegmentCatalog catalog;
        do {
            catalog = workspace.segments();
            SegmentEntry segment = catalog.byId(segmentId);
            if (segment == null) {
                failUnknownSegment(session, workspace, segmentId, correlationId);
                return;
            }
            putBits(workspace, segment, frame, ordinalsOffset, count, replies.buffer(), bitsOffset);
            // A slot is given to another segment after a deletion: the bits count only if the catalogue still stands.
        } while (workspace.segments() != catalog);
        replies.buffer().putInt(reply.limit(), bitsLength, LITTLE_ENDIAN);
        replies.commit(
                MembersReplyEncoder.TEMPLATE_ID,
                MembersReplyEncoder.BLOCK_LENGTH,
                correlationId,
                bitsOffset + bitsLength);
    }

    private static boolean isPossible(Session session, int ordinalsLength, long correlationId) {
        long lengthBytes = Integer.toUnsignedLong(ordinalsLength);
        if (lengthBytes % Integer.BYTES != 0) {
            session.fail(
                    correlationId,
                    ErrorType.BAD_REQUEST,
                    "ordinals: found " + lengthBytes + " bytes, expected four for each");
            return false;
        }
        if (lengthBytes / Integer.BYTES > FrameDescriptor.MAX_GROUP_COUNT) {
            session.fail(
                    correlationId,
                    ErrorType.LIMIT,
                    "ordinals: found " + lengthBytes / Integer.BYTES + ", expected at most "
                            + FrameDescriptor.MAX_GROUP_COUNT);
            return false;
        }
        return true;
    }

    private void putBits(
            WorkspaceView workspace,
            SegmentEntry segment,
            DirectBuffer frame,
            int ordinalsOffset,
            int count,
            MutableDirectBuffer target,
            int bitsOffset) {
        for (int from = 0; from < count; from += IdBatch.CAPACITY) {
            int many = Math.min(IdBatch.CAPACITY, count - from);
            batch.begin(frame);
            for (int i = 0; i < many; i++) {
                batch.addOrdinal(frame.getInt(ordinalsOffset + (from + i) * Integer.BYTES, LITTLE_ENDIAN));
            }
            workspace.words(batch, segment.group(), words);
            MemberBits.put(words, many, segment.mask(), target, bitsOffset + (from >> 3));
        }
    }
}
