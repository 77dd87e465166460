package io.muster.server.wire.question;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.muster.index.answer.Explanation;
import io.muster.index.answer.MembershipUntil;
import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.codec.MemberOutcome;
import io.muster.protocol.codec.MembershipUntilDecoder;
import io.muster.protocol.codec.MembershipUntilReplyEncoder;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.session.ReplyBuffer;
import io.muster.server.wire.session.SequencedHandler;
import io.muster.server.wire.session.Session;
import java.util.List;
import org.agrona.DirectBuffer;

/** Is this customer in that segment, and until when, if no record comes? */
public final class MembershipUntilHandler extends QuestionHandler implements SequencedHandler {
    private static final int MIN_SEQUENCE_OFFSET =
            FrameDescriptor.BODY_OFFSET + MembershipUntilDecoder.minSequenceEncodingOffset();

    private final MembershipUntilDecoder request = new MembershipUntilDecoder();

    public MembershipUntilHandler(Backend backend) {
        super(backend);
    }

    @Override
    public int templateId() {
        return MembershipUntilDecoder.TEMPLATE_ID;
    }

    @Override
    public int blockLength() {
        return MembershipUntilDecoder.BLOCK_LENGTH;
    }

    @Override
    public boolean isReached(DirectBuffer frame) {
        return backend.sequence() >= frame.getLong(MIN_SEQUENCE_OFFSET, LITTLE_ENDIAN);
    }

    @Override
    public void onRequest(Session session, DirectBuffer frame, int blockLength, int version, long correlationId) {
        if (!isReached(frame)) {
            session.retryLater(frame, this);
            return;
        }
        request.wrap(frame, FrameDescriptor.BODY_OFFSET, blockLength, version);
        int workspaceId = request.workspaceId();
        int segmentId = request.segmentId();
        String customer = request.customer();
        segment(workspaceId, segmentId);
        askSlowly(
                session,
                correlationId,
                List.of(),
                engine -> orNoSegment(engine.until(workspaceId, segmentId, customer), workspaceId, segmentId)
                        .map(answer -> orNoSegment(answer, workspaceId, segmentId)),
                MembershipUntilHandler::write);
    }

    private static void write(ReplyBuffer replies, long correlationId, Answer<MembershipUntil> answer) {
        long untilMillis = answer.value().untilMillis();
        int offset = replies.begin(MembershipUntilReplyEncoder.BLOCK_LENGTH);
        int end = new MembershipUntilReplyEncoder()
                .wrap(replies.buffer(), offset)
                .sequence(answer.sequence())
                .untilMillis(
                        untilMillis == Explanation.NEVER
                                ? MembershipUntilReplyEncoder.untilMillisNullValue()
                                : untilMillis)
                .outcome(outcome(answer.value()))
                .limit();
        replies.commit(
                MembershipUntilReplyEncoder.TEMPLATE_ID, MembershipUntilReplyEncoder.BLOCK_LENGTH, correlationId, end);
    }

    private static MemberOutcome outcome(MembershipUntil answer) {
        if (answer.member()) {
            return MemberOutcome.MEMBER;
        }
        return answer.known() ? MemberOutcome.NOT_MEMBER : MemberOutcome.UNKNOWN_CUSTOMER;
    }
}
