package io.muster.server.wire.question;

import io.muster.index.answer.Explanation;
import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.codec.ErrorType;
import io.muster.protocol.codec.ExplainMemberDecoder;
import io.muster.protocol.codec.ExplainReplyEncoder;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.session.ReplyBuffer;
import io.muster.server.wire.session.RequestException;
import io.muster.server.wire.session.Session;
import java.util.List;
import org.agrona.DirectBuffer;

/** Why is this customer, or why not, in that segment? */
public final class ExplainHandler extends QuestionHandler {
    private final ExplainMemberDecoder request = new ExplainMemberDecoder();

    public ExplainHandler(Backend backend) {
        super(backend);
    }

    @Override
    public int templateId() {
        return ExplainMemberDecoder.TEMPLATE_ID;
    }

    @Override
    public int blockLength() {
        return ExplainMemberDecoder.BLOCK_LENGTH;
    }

    @Override
    public void onRequest(Session session, DirectBuffer frame, int blockLength, int version, long correlationId) {
        request.wrap(frame, FrameDescriptor.BODY_OFFSET, blockLength, version);
        int workspaceId = request.workspaceId();
        int segmentId = request.segmentId();
        String customer = request.customer();
        String rule = segment(workspaceId, segmentId).rule();
        askSlowly(
                session,
                correlationId,
                List.of(rule),
                engine -> known(engine.explain(workspaceId, segmentId, customer), workspaceId, segmentId, customer)
                        .map(explanation -> known(explanation, workspaceId, segmentId, customer)),
                ExplainHandler::write);
    }

    private <T> T known(T explanation, int workspaceId, int segmentId, String customer) {
        if (explanation == null) {
            segment(workspaceId, segmentId);
            throw new RequestException(ErrorType.UNKNOWN_CUSTOMER, "customer: found no '" + customer + "'");
        }
        return explanation;
    }

    private static void write(ReplyBuffer replies, long correlationId, Answer<Explanation> answer) {
        byte[] json = ExplanationJson.write(answer.value());
        ReplyBody body = new ReplyBody();
        int length = new ExplainReplyEncoder()
                .wrap(body.buffer(), 0)
                .sequence(answer.sequence())
                .putJson(json, 0, json.length)
                .limit();
        body.commit(
                replies,
                ExplainReplyEncoder.TEMPLATE_ID,
                ExplainReplyEncoder.BLOCK_LENGTH,
                correlationId,
                length,
                "explanation");
    }
}
