package io.muster.server.wire.question;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.muster.index.ReadersCount;
import io.muster.index.WorkspaceView;
import io.muster.index.answer.RuleCount;
import io.muster.index.answer.RulePart;
import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.codec.CountReplyEncoder;
import io.muster.protocol.codec.CountRuleDecoder;
import io.muster.protocol.codec.RulePartKind;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.backend.BackendException;
import io.muster.server.wire.session.PieceTurns;
import io.muster.server.wire.session.ReplyBuffer;
import io.muster.server.wire.session.Session;
import io.muster.server.wire.session.SlowReply;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** How many customers would a rule hold for? */
public final class CountRuleHandler extends QuestionHandler {
    /** How many customers are told at most. */
    public static final int MAX_SAMPLE = 1_000;

    private static final int NO_PARENT = -1;

    private final CountRuleDecoder request = new CountRuleDecoder();
    private final PieceTurns turns = new PieceTurns();

    public CountRuleHandler(Backend backend) {
        super(backend);
    }

    /** A part and which part joins it. */
    private record Placed(RulePart part, int parent) {}

    @Override
    public int templateId() {
        return CountRuleDecoder.TEMPLATE_ID;
    }

    /** That of the first version. */
    @Override
    public int blockLength() {
        return CountRuleDecoder.sampleSizeEncodingOffset();
    }

    @Override
    public void onRequest(Session session, DirectBuffer frame, int blockLength, int version, long correlationId) {
        request.wrap(frame, FrameDescriptor.BODY_OFFSET, blockLength, version);
        int workspaceId = request.workspaceId();
        boolean wholeTree = version >= CountRuleDecoder.sampleSizeSinceVersion();
        int sampleSize = wholeTree ? Math.clamp(request.sampleSize(), 0, MAX_SAMPLE) : 0;
        RuleText.require(frame, request.limit(), request.ruleLength());
        String rule = request.rule();
        WorkspaceView workspace = workspace(workspaceId);
        AnswerWriter<RuleCount> writer =
                (replies, correlation, answer) -> write(replies, correlation, answer, wholeTree, sampleSize);
        SlowReply reply = session.replyLater(correlationId);
        if (reply == null) {
            return;
        }
        Runnable askEngine = () -> askSlowly(
                session,
                reply,
                List.of(rule),
                engine -> orNoWorkspace(engine.count(workspaceId, rule, sampleSize), workspaceId),
                writer);
        ReadersCount count = sampleSize == 0 && backend.isUpToDate() ? workspace.count(rule) : null;
        if (count == null) {
            askEngine.run();
        } else {
            turns.begin(
                    new ReaderCounting(
                            session,
                            reply,
                            count,
                            backend::sequence,
                            (sequence, sizes) -> reply.send((replies, correlation) ->
                                    writer.write(replies, correlation, new Answer<>(sequence, sizes))),
                            askEngine),
                    session.context().executor());
        }
    }

    private static void write(
            ReplyBuffer replies, long correlationId, Answer<RuleCount> answer, boolean wholeTree, int sampleSize) {
        RuleCount count = answer.value();
        List<Placed> parts = new ArrayList<>();
        place(count.whole(), NO_PARENT, parts);
        if (!wholeTree) {
            parts.removeIf(each -> each.part().kind() != RulePart.Kind.CONDITION);
        }
        if (parts.size() > FrameDescriptor.MAX_GROUP_COUNT) {
            throw new BackendException(
                    BackendException.Kind.LIMIT,
                    "rule: found " + parts.size() + " parts, expected " + FrameDescriptor.MAX_GROUP_COUNT + " at most");
        }
        ReplyBody body = new ReplyBody();
        CountReplyEncoder reply = new CountReplyEncoder()
                .wrap(body.buffer(), 0)
                .sequence(answer.sequence())
                .cardinality(count.count());
        CountReplyEncoder.ConditionsEncoder group = reply.conditionsCount(parts.size());
        parts.forEach(each -> put(each, group.next()));
        List<String> sample =
                count.sample().subList(0, Math.min(sampleSize, count.sample().size()));
        CountReplyEncoder.SampleEncoder customers = reply.sampleCount(sample.size());
        sample.forEach(each -> customers.next().customer(each));
        body.commit(
                replies,
                CountReplyEncoder.TEMPLATE_ID,
                CountReplyEncoder.BLOCK_LENGTH,
                correlationId,
                reply.limit(),
                "rule");
    }

    private static void place(RulePart part, int parent, List<Placed> parts) {
        int index = parts.size();
        parts.add(new Placed(part, parent));
        part.terms().forEach(term -> place(term, index, parts));
    }

    private static void put(Placed placed, CountReplyEncoder.ConditionsEncoder target) {
        RulePart part = placed.part();
        byte[] text = part.text().getBytes(UTF_8);
        target.cardinality(part.count())
                .parent(placed.parent())
                .line(part.line())
                .column(part.column())
                .kind(RulePartKind.valueOf(part.kind().name()))
                .putText(text, 0, text.length);
    }
}
