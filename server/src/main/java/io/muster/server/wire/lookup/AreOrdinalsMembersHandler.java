package io.muster.server.wire.lookup;

import io.muster.index.WorkspaceView;
import io.muster.index.id.IdBatch;
import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.codec.AreOrdinalsMembersDecoder;
import io.muster.protocol.codec.ErrorType;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.session.Session;
import org.agrona.DirectBuffer;

/**
 * Which of the customers with these ordinals are in that segment? What is not any customer's ordinal is no member: no
 * ordinal is given out twice, and who is deleted has left all segments.
 */
public final class AreOrdinalsMembersHandler extends MembersHandler {
    private static final int LENGTH_BYTES = AreOrdinalsMembersDecoder.ordinalsHeaderLength();

    private final AreOrdinalsMembersDecoder request = new AreOrdinalsMembersDecoder();

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
        answerAbout(session, workspace, segmentId, frame, ordinalsOffset, count, correlationId);
    }

    @Override
    int take(IdBatch batch, WorkspaceView workspace, DirectBuffer frame, int start, int many) {
        batch.addOrdinals(start, many);
        return start + many * Integer.BYTES;
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
}
