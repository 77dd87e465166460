package io.muster.server.wire.question;

import io.muster.index.answer.EditEffect;
import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.codec.EditReplyEncoder;
import io.muster.protocol.codec.TryEditDecoder;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.session.ReplyBuffer;
import io.muster.server.wire.session.Session;
import java.util.List;
import org.agrona.DirectBuffer;

/** What would another rule do to that segment? */
public final class TryEditHandler extends QuestionHandler {
    private final TryEditDecoder request = new TryEditDecoder();

    public TryEditHandler(Backend backend) {
        super(backend);
    }

    @Override
    public int templateId() {
        return TryEditDecoder.TEMPLATE_ID;
    }

    @Override
    public int blockLength() {
        return TryEditDecoder.BLOCK_LENGTH;
    }

    @Override
    public void onRequest(Session session, DirectBuffer frame, int blockLength, int version, long correlationId) {
        request.wrap(frame, FrameDescriptor.BODY_OFFSET, blockLength, version);
        int workspaceId = request.workspaceId();
        int segmentId = request.segmentId();
        RuleText.require(frame, request.limit(), request.ruleLength());
        String rule = request.rule();
        segment(workspaceId, segmentId);
        askSlowly(
                session,
                correlationId,
                List.of(rule),
                engine -> orNoSegment(engine.edit(workspaceId, segmentId, rule), workspaceId, segmentId),
                TryEditHandler::write);
    }

    private static void write(ReplyBuffer replies, long correlationId, Answer<EditEffect> answer) {
        EditEffect effect = answer.value();
        ReplyBody body = new ReplyBody();
        EditReplyEncoder reply = new EditReplyEncoder()
                .wrap(body.buffer(), 0)
                .sequence(answer.sequence())
                .before(effect.before())
                .after(effect.after())
                .entering(effect.entering())
                .leaving(effect.leaving())
                .staying(effect.staying());
        EditReplyEncoder.EnteringSampleEncoder entering =
                reply.enteringSampleCount(effect.enteringSample().size());
        effect.enteringSample().forEach(each -> entering.next().customer(each));
        EditReplyEncoder.LeavingSampleEncoder leaving =
                reply.leavingSampleCount(effect.leavingSample().size());
        effect.leavingSample().forEach(each -> leaving.next().customer(each));
        EditReplyEncoder.StayingSampleEncoder staying =
                reply.stayingSampleCount(effect.stayingSample().size());
        effect.stayingSample().forEach(each -> staying.next().customer(each));
        body.commit(
                replies,
                EditReplyEncoder.TEMPLATE_ID,
                EditReplyEncoder.BLOCK_LENGTH,
                correlationId,
                reply.limit(),
                "samples");
    }
}
