package io.muster.server.wire.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.muster.index.answer.RuleCount;
import io.muster.index.answer.RulePart;
import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.codec.CountReplyEncoder;
import io.muster.protocol.codec.CountRuleDecoder;
import io.muster.protocol.codec.ErrorType;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.backend.BackendException;
import io.muster.server.wire.session.ReplyBuffer;
import io.muster.server.wire.session.Session;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** How many customers would a rule hold for? */
public final class CountRuleHandler extends QuestionHandler {
    private static final int ENTRY_BYTES = CountReplyEncoder.ConditionsEncoder.sbeBlockLength()
            + CountReplyEncoder.ConditionsEncoder.textHeaderLength();

    private final CountRuleDecoder request = new CountRuleDecoder();

    public CountRuleHandler(Backend backend) {
        super(backend);
    }

    @Override
    public int templateId() {
        return CountRuleDecoder.TEMPLATE_ID;
    }

    @Override
    public int blockLength() {
        return CountRuleDecoder.BLOCK_LENGTH;
    }

    @Override
    public void onRequest(Session session, DirectBuffer frame, int blockLength, int version, long correlationId) {
        request.wrap(frame, FrameDescriptor.BODY_OFFSET, blockLength, version);
        int workspaceId = request.workspaceId();
        RuleText.require(frame, request.limit(), request.ruleLength());
        String rule = request.rule();
        if (backend.workspace(workspaceId) == null) {
            session.fail(correlationId, ErrorType.UNKNOWN_WORKSPACE, "workspace: found no id " + workspaceId);
            return;
        }
        askNow(session, correlationId, engine -> engine.count(workspaceId, rule), CountRuleHandler::write);
    }

    private static void write(ReplyBuffer replies, long correlationId, Answer<RuleCount> answer) {
        List<RulePart> conditions = answer.value().conditions();
        List<byte[]> texts = new ArrayList<>(conditions.size());
        long size = CountReplyEncoder.BLOCK_LENGTH + CountReplyEncoder.ConditionsEncoder.HEADER_SIZE;
        for (RulePart condition : conditions) {
            byte[] text = condition.text().getBytes(UTF_8);
            texts.add(text);
            size += ENTRY_BYTES + text.length;
        }
        if (texts.size() > FrameDescriptor.MAX_GROUP_COUNT
                || size > FrameDescriptor.MAX_LENGTH - FrameDescriptor.BODY_OFFSET) {
            throw new BackendException(
                    BackendException.Kind.LIMIT,
                    "rule: found " + texts.size() + " conditions, expected a reply that fits a frame");
        }
        int offset = replies.begin((int) size);
        CountReplyEncoder reply = new CountReplyEncoder()
                .wrap(replies.buffer(), offset)
                .sequence(answer.sequence())
                .cardinality(answer.value().count());
        CountReplyEncoder.ConditionsEncoder group = reply.conditionsCount(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            byte[] text = texts.get(i);
            group.next().cardinality(conditions.get(i).count()).putText(text, 0, text.length);
        }
        replies.commit(CountReplyEncoder.TEMPLATE_ID, CountReplyEncoder.BLOCK_LENGTH, correlationId, reply.limit());
    }
}
