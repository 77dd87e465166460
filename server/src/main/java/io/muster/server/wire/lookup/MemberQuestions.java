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

/** Questions about customers of one workspace, answered together. Belongs to one I/O thread. */
final class MemberQuestions {
    private final Backend backend;
    private final MemberReplyEncoder reply = new MemberReplyEncoder();
    private final IdBatch batch = new IdBatch();
    private final int[] segmentIds = new int[IdBatch.CAPACITY];
    private final long[] correlationIds = new long[IdBatch.CAPACITY];
    private final SegmentEntry[] segments = new SegmentEntry[IdBatch.CAPACITY];
    private final long[] words = new long[IdBatch.CAPACITY];
    private WorkspaceView workspace;

    MemberQuestions(Backend backend) {
        this.backend = backend;
    }

    /** Begins: the ids stay in {@code ids} until {@link #answer} has returned. */
    void begin(WorkspaceView asked, DirectBuffer ids) {
        workspace = asked;
        batch.begin(ids);
    }

    /** Adds one, where it is not full. */
    void add(int segmentId, long correlationId, int idOffset, int idLength) {
        int index = batch.count();
        segmentIds[index] = segmentId;
        correlationIds[index] = correlationId;
        batch.add(idOffset, idLength);
    }

    /** Whether they must be answered before another can be added. */
    boolean isFull() {
        return batch.isFull();
    }

    /** Replies to all of them, in their order, and forgets them; a fault becomes the reply to those that it kept. */
    void answer(Session session) {
        int count = batch.count();
        if (count == 0) {
            return;
        }
        int answered = 0;
        try {
            long sequence = backend.sequence();
            workspace.ordinals(batch);
            load(count);
            for (; answered < count; answered++) {
                reply(session, sequence, answered);
            }
        } catch (Throwable e) {
            // An error too: whoever asked must not wait for ever.
            for (; answered < count; answered++) {
                session.failInRun(IsMemberDecoder.TEMPLATE_ID, correlationIds[answered], e);
            }
        } finally {
            batch.begin(batch.source());
        }
    }

    private void load(int count) {
        SegmentCatalog catalog;
        do {
            catalog = workspace.segments();
            for (int i = 0; i < count; i++) {
                segments[i] = catalog.byId(segmentIds[i]);
            }
            workspace.words(batch, segments, words);
            // A slot is given to another segment after a deletion: the bit counts only if the catalogue still stands.
        } while (workspace.segments() != catalog);
    }

    private void reply(Session session, long sequence, int index) {
        SegmentEntry segment = segments[index];
        if (segment == null) {
            session.failInRun(
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
