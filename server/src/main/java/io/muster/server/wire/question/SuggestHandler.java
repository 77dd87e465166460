package io.muster.server.wire.question;

import io.muster.index.answer.Suggestion;
import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.codec.ErrorType;
import io.muster.protocol.codec.SuggestReplyEncoder;
import io.muster.protocol.codec.SuggestValuesDecoder;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.session.ReplyBuffer;
import io.muster.server.wire.session.RequestException;
import io.muster.server.wire.session.Session;
import java.util.List;
import org.agrona.DirectBuffer;

/** Which values has a field or parameter had? */
public final class SuggestHandler extends QuestionHandler {
    /** How many are told at most. */
    public static final int MAX_VALUES = 10_000;

    private final SuggestValuesDecoder request = new SuggestValuesDecoder();

    public SuggestHandler(Backend backend) {
        super(backend);
    }

    @Override
    public int templateId() {
        return SuggestValuesDecoder.TEMPLATE_ID;
    }

    @Override
    public int blockLength() {
        return SuggestValuesDecoder.BLOCK_LENGTH;
    }

    @Override
    public void onRequest(Session session, DirectBuffer frame, int blockLength, int version, long correlationId) {
        request.wrap(frame, FrameDescriptor.BODY_OFFSET, blockLength, version);
        int workspaceId = request.workspaceId();
        int maxValues = request.maxValues();
        String subject = request.subject();
        String prefix = request.prefix();
        if (maxValues < 1 || maxValues > MAX_VALUES) {
            throw new RequestException(
                    ErrorType.BAD_REQUEST, "limit: found " + maxValues + ", expected 1 to " + MAX_VALUES);
        }
        workspace(workspaceId);
        ask(
                session,
                correlationId,
                engine -> orNoWorkspace(engine.suggest(workspaceId, subject, prefix, maxValues), workspaceId),
                SuggestHandler::write);
    }

    private static void write(ReplyBuffer replies, long correlationId, Answer<List<Suggestion>> answer) {
        ReplyBody body = new ReplyBody();
        SuggestReplyEncoder reply =
                new SuggestReplyEncoder().wrap(body.buffer(), 0).sequence(answer.sequence());
        SuggestReplyEncoder.ValuesEncoder group =
                reply.valuesCount(answer.value().size());
        answer.value().forEach(each -> group.next().occurrences(each.count()).value(each.value()));
        body.commit(
                replies,
                SuggestReplyEncoder.TEMPLATE_ID,
                SuggestReplyEncoder.BLOCK_LENGTH,
                correlationId,
                reply.limit(),
                "values");
    }
}
