package io.muster.server.wire.lookup;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.muster.index.SegmentCatalog;
import io.muster.index.SegmentEntry;
import io.muster.index.WorkspaceView;
import io.muster.index.id.IdBatch;
import io.muster.protocol.codec.MembersReplyEncoder;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.session.ReplyBuffer;
import io.muster.server.wire.session.Session;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** What questions about many customers and one segment share: the answer, a bit for each of them. */
abstract class MembersHandler extends LookupHandler {
    private final MembersReplyEncoder reply = new MembersReplyEncoder();
    private final IdBatch batch = new IdBatch();
    private final long[] words = new long[IdBatch.CAPACITY];

    MembersHandler(Backend backend, int minSequenceOffset) {
        super(backend, minSequenceOffset);
    }

    /**
     * Takes customers whom the frame names into an empty batch, with their ordinals.
     *
     * @param start where in the frame the first of them is
     * @param many how many, at most {@link IdBatch#CAPACITY}
     * @return where the next one is
     */
    abstract int take(IdBatch batch, WorkspaceView workspace, DirectBuffer frame, int start, int many);

    /**
     * Answers about so many customers, or that there is no such segment.
     *
     * @param start where in the frame the first of them is
     */
    final void answerAbout(
            Session session,
            WorkspaceView workspace,
            int segmentId,
            DirectBuffer frame,
            int start,
            int count,
            long correlationId) {
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
            putBits(workspace, segment, frame, start, count, replies.buffer(), bitsOffset);
            // A slot is given to another segment after a deletion: the bits count only if the catalogue still stands.
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
            int start,
            int count,
            MutableDirectBuffer target,
            int bitsOffset) {
        int at = start;
        for (int from = 0; from < count; from += IdBatch.CAPACITY) {
            int many = Math.min(IdBatch.CAPACITY, count - from);
            batch.begin(frame);
            at = take(batch, workspace, frame, at, many);
            workspace.words(batch, segment.group(), words);
            MemberBits.put(words, many, segment.mask(), target, bitsOffset + (from >> 3));
        }
    }
}
