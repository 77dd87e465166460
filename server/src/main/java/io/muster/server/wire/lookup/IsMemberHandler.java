package io.muster.server.wire.lookup;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.muster.index.WorkspaceView;
import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.codec.IsMemberDecoder;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.session.RunHandler;
import io.muster.server.wire.session.Session;
import org.agrona.DirectBuffer;

/** Is this customer in that segment? Requests that come together are looked up together, where they stand. */
public final class IsMemberHandler extends LookupHandler implements RunHandler {
    private static final int WORKSPACE_OFFSET =
            FrameDescriptor.BODY_OFFSET + IsMemberDecoder.workspaceIdEncodingOffset();
    private static final int SEGMENT_OFFSET = FrameDescriptor.BODY_OFFSET + IsMemberDecoder.segmentIdEncodingOffset();
    private static final int SEQUENCE_OFFSET =
            FrameDescriptor.BODY_OFFSET + IsMemberDecoder.minSequenceEncodingOffset();
    private static final int ID_LENGTH_OFFSET = FrameDescriptor.BODY_OFFSET + IsMemberDecoder.BLOCK_LENGTH;
    private static final int ID_OFFSET = ID_LENGTH_OFFSET + IsMemberDecoder.customerHeaderLength();

    /** What a frame's message header is: block length, template, schema; any version. */
    private static final long HEADER = IsMemberDecoder.BLOCK_LENGTH
            | (long) IsMemberDecoder.TEMPLATE_ID << 16
            | (long) IsMemberDecoder.SCHEMA_ID << 32;

    private static final long HEADER_MASK = 0xFFFF_FFFF_FFFFL;

    private final IsMemberDecoder request = new IsMemberDecoder();
    private final MemberQuestions questions;

    public IsMemberHandler(Backend backend) {
        super(backend, IsMemberDecoder.minSequenceEncodingOffset());
        questions = new MemberQuestions(backend);
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
        questions.begin(workspace, frame);
        questions.add(segmentId, correlationId, idOffset, idLength);
        questions.answer(session);
    }

    @Override
    public int onRun(Session session, DirectBuffer frames) {
        if (frames.capacity() < ID_OFFSET) {
            return 0;
        }
        int workspaceId = frames.getInt(WORKSPACE_OFFSET, LITTLE_ENDIAN);
        WorkspaceView workspace = backend.workspace(workspaceId);
        return workspace == null ? 0 : answerRun(session, workspace, workspaceId, frames);
    }

    private int answerRun(Session session, WorkspaceView workspace, int workspaceId, DirectBuffer frames) {
        long sequence = backend.sequence();
        questions.begin(workspace, frames);
        int start = 0;
        int count = 0;
        while (!session.isFull()) {
            int size = size(frames, start, workspaceId, sequence);
            if (size == 0) {
                break;
            }
            questions.add(
                    frames.getInt(start + SEGMENT_OFFSET, LITTLE_ENDIAN),
                    FrameDescriptor.correlationId(frames, start),
                    start + ID_OFFSET,
                    idLength(frames, start));
            start += size;
            count++;
            if (questions.isFull()) {
                questions.answer(session);
            }
        }
        questions.answer(session);
        session.answeredRun(IsMemberDecoder.TEMPLATE_ID, count);
        return start;
    }

    /** The length of a frame that is whole and plain, else 0. */
    private static int size(DirectBuffer frames, int start, int workspaceId, long sequence) {
        int left = frames.capacity() - start;
        if (left < ID_OFFSET) {
            return 0;
        }
        int length = FrameDescriptor.length(frames, start);
        boolean isPlain = length >= ID_OFFSET - FrameDescriptor.LENGTH_SIZE
                && length <= left - FrameDescriptor.LENGTH_SIZE
                && (frames.getLong(start + FrameDescriptor.HEADER_OFFSET, LITTLE_ENDIAN) & HEADER_MASK) == HEADER
                && frames.getInt(start + WORKSPACE_OFFSET, LITTLE_ENDIAN) == workspaceId
                && frames.getLong(start + SEQUENCE_OFFSET, LITTLE_ENDIAN) <= sequence
                && ID_OFFSET + idLength(frames, start) <= length + FrameDescriptor.LENGTH_SIZE;
        return isPlain ? length + FrameDescriptor.LENGTH_SIZE : 0;
    }

    private static int idLength(DirectBuffer frames, int start) {
        return frames.getShort(start + ID_LENGTH_OFFSET, LITTLE_ENDIAN) & 0xFFFF;
    }
}
