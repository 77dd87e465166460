package io.muster.server.wire.lookup;

import io.muster.index.SegmentCatalog;
import io.muster.index.SegmentEntry;
import io.muster.index.WorkspaceView;
import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.codec.IsMemberDecoder;
import io.muster.protocol.codec.MemberOutcome;
import io.muster.protocol.codec.MemberReplyEncoder;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.session.ReplyBuffer;
import io.muster.server.wire.session.Session;
import org.agrona.DirectBuffer;

/** Is this customer in that segment? */
public final class IsMemberHandler extends LookupHandler {
    private final IsMemberDecoder request = new IsMemberDecoder();
    private final MemberReplyEncoder reply = new MemberReplyEncoder();

    public IsMemberHandler(Backend backend) {
        super(backend, IsMemberDecoder.minSequenceEncodingOffset());
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
        long sequence = backend.sequence();
        int ordinal = workspace.ordinal(frame, idOffset, idLength);
        SegmentCatalog catalog;
        boolean member;
        do {
            catalog = workspace.segments();
            SegmentEntry segment = catalog.byId(segmentId);
            if (segment == null) {
                failUnknownSegment(session, workspace, segmentId, correlationId);
                return;
            }
            member = ordinal != WorkspaceView.UNKNOWN && workspace.isMember(ordinal, segment);
            // A slot is given to another segment after a deletion: the bit counts only if the catalogue still stands.
        } while (workspace.segments() != catalog);
        ReplyBuffer replies = session.replies();
        int offset = replies.begin(MemberReplyEncoder.BLOCK_LENGTH);
        reply.wrap(replies.buffer(), offset).sequence(sequence).outcome(outcome(ordinal, member));
        replies.commit(MemberReplyEncoder.TEMPLATE_ID, MemberReplyEncoder.BLOCK_LENGTH, correlationId, reply.limit());
    }

    private static MemberOutcome outcome(int ordinal, boolean member) {
        if (member) {
            return MemberOutcome.MEMBER;
        }
        return ordinal == WorkspaceView.UNKNOWN ? MemberOutcome.UNKNOWN_CUSTOMER : MemberOutcome.NOT_MEMBER;
    }
}
