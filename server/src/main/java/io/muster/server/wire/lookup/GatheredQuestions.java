package io.muster.server.wire.lookup;

import io.muster.index.SegmentCatalog;
import io.muster.index.SegmentEntry;
import io.muster.index.WorkspaceView;
import io.muster.index.id.IdBatch;
import io.muster.protocol.codec.ErrorType;
import io.muster.protocol.codec.IsMemberDecoder;
import io.muster.protocol.codec.MemberOutcome;
import io.muster.protocol.codec.MemberReplyEncoder;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.session.ReplyBuffer;
import io.muster.server.wire.session.RequestException;
import io.muster.server.wire.session.Session;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Questions about customers of one workspace, with copies of the ids, so that the frames they came in need not stay.
 * Belongs to one I/O thread, and between two answers to one connection.
 */
final class GatheredQuestions {
    private static final int USUAL_BYTES = 4 * 1024;

    private final Backend backend;
    private final MemberReplyEncoder reply = new MemberReplyEncoder();
    private final IdBatch batch = new IdBatch();
    private final int[] segmentIds = new int[IdBatch.CAPACITY];
    private final long[] correlationIds = new long[IdBatch.CAPACITY];
    private final SegmentEntry[] segments = new SegmentEntry[IdBatch.CAPACITY];
    private final long[] words = new long[IdBatch.CAPACITY];
    private final UnsafeBuffer ids = new UnsafeBuffer(new byte[USUAL_BYTES]);
    private WorkspaceView workspace;
    private int idsEnd;

    GatheredQuestions(Backend backend) {
        this.backend = backend;
        batch.begin(ids);
    }

    /** Whether another question can be added, about this workspace, before these are answered. */
    boolean hasRoom(WorkspaceView asked, int idLength) {
        return batch.count() == 0 || !batch.isFull() && asked == workspace && idsEnd + idLength <= ids.capacity();
    }

    /** Adds one, after {@link #hasRoom} or {@link #answer}. */
    void add(WorkspaceView asked, int segmentId, long correlationId, DirectBuffer frame, int idOffset, int idLength) {
        workspace = asked;
        if (idsEnd + idLength > ids.capacity()) {
            ids.wrap(new byte[idLength]);
        }
        int index = batch.count();
        segmentIds[index] = segmentId;
        correlationIds[index] = correlationId;
        ids.putBytes(idsEnd, frame, idOffset, idLength);
        batch.add(idsEnd, idLength);
        idsEnd += idLength;
    }

    /** Replies to all of them, in their order, and forgets them; a fault becomes the reply to those that it kept. */
    void answer(Session session) {
        if (batch.count() == 0) {
            return;
        }
        int answered = 0;
        try {
            long sequence = backend.sequence();
            workspace.ordinals(batch);
            load();
            for (; answered < batch.count(); answered++) {
                reply(session, sequence, answered);
            }
        } catch (Throwable e) {
            // An error too: whoever asked must not wait for ever.
            for (; answered < batch.count(); answered++) {
                session.failGathered(IsMemberDecoder.TEMPLATE_ID, correlationIds[answered], e);
            }
        } finally {
            batch.begin(ids);
            idsEnd = 0;
        }
    }

    private void load() {
        SegmentCatalog catalog;
        do {
            catalog = workspace.segments();
            int count = batch.count();
            boolean oneGroup = true;
            for (int i = 0; i < count; i++) {
                segments[i] = catalog.byId(segmentIds[i]);
                oneGroup &= segments[i] != null && segments[0] != null && segments[i].group() == segments[0].group();
            }
            if (oneGroup) {
                workspace.words(batch, segments[0].group(), words);
            } else {
                loadEach();
            }
            // A slot is given to another segment after a deletion: the bit counts only if the catalogue still stands.
        } while (workspace.segments() != catalog);
    }

    private void loadEach() {
        for (int i = 0; i < batch.count(); i++) {
            boolean none = segments[i] == null || batch.ordinal(i) == WorkspaceView.UNKNOWN;
            words[i] = none ? 0 : workspace.word(batch.ordinal(i), segments[i].group());
        }
    }

    private void reply(Session session, long sequence, int index) {
        SegmentEntry segment = segments[index];
        if (segment == null) {
            session.failGathered(
                    IsMemberDecoder.TEMPLATE_ID,
                    correlationIds[index],
                    new RequestException(
                            ErrorType.UNKNOWN_SEGMENT, LookupHandler.unknownSegment(workspace, segmentIds[index])));
            return;
        }
        ReplyBuffer replies = session.replies();
        int offset = replies.begin(MemberReplyEncoder.BLOCK_LENGTH);
        reply.wrap(replies.buffer(), offset)
                .sequence(sequence)
                .outcome(outcome(batch.ordinal(index), words[index] & segment.mask()));
        replies.commit(
                MemberReplyEncoder.TEMPLATE_ID, MemberReplyEncoder.BLOCK_LENGTH, correlationIds[index], reply.limit());
    }

    private static MemberOutcome outcome(int ordinal, long bit) {
        if (ordinal == WorkspaceView.UNKNOWN) {
            return MemberOutcome.UNKNOWN_CUSTOMER;
        }
        return bit != 0 ? MemberOutcome.MEMBER : MemberOutcome.NOT_MEMBER;
    }
}
