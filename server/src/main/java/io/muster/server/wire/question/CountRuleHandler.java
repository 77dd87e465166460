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
import java.util.List;
import org.agrona.DirectBuffer;

/** How many customers would a rule hold for? */
public final class CountRuleHandler extends QuestionHandler {
    /** How many customers are told at most. */
    public static final int MAX_SAMPLE = 1_000;

    private static final int NO_PARENT = -1;

    private final CountRuleDecoder request = new CountRuleDecoder();
    private final CountReplyEncoder reply = new CountReplyEncoder();
    private final ReplyBody body = new ReplyBody();
    private final PieceTurns turns = new PieceTurns();

    public CountRuleHandler(Backend backend) {
        super(backend);
    }

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

    private void write(
            ReplyBuffer replies, long correlationId, Answer<RuleCount> answer, boolean wholeTree, int sampleSize) {
        RuleCount count = answer.value();
        int parts = parts(count.whole(), wholeTree);
        if (parts > FrameDescriptor.MAX_GROUP_COUNT) {
            throw new BackendException(
                    BackendException.Kind.LIMIT,
                    "rule: found " + parts + " parts, expected " + FrameDescriptor.MAX_GROUP_COUNT + " at most");
        }
        reply.wrap(body.buffer(), 0).sequence(answer.sequence()).cardinality(count.count());
        CountReplyEncoder.ConditionsEncoder group = reply.conditionsCount(parts);
        put(count.whole(), NO_PARENT, 0, wholeTree, group);
        int told = Math.min(sampleSize, count.sample().size());
        CountReplyEncoder.SampleEncoder customers = reply.sampleCount(told);
        for (int i = 0; i < told; i++) {
            customers.next().customer(count.sample().get(i));
        }
        body.commit(
                replies,
                CountReplyEncoder.TEMPLATE_ID,
                CountReplyEncoder.BLOCK_LENGTH,
                correlationId,
                reply.limit(),
                "rule");
    }

    /** How many parts are told: all, or the conditions. */
    private static int parts(RulePart part, boolean wholeTree) {
        int parts = isTold(part, wholeTree) ? 1 : 0;
        for (RulePart term : part.terms()) {
            parts += parts(term, wholeTree);
        }
        return parts;
    }

    private static boolean isTold(RulePart part, boolean wholeTree) {
        return wholeTree || part.kind() == RulePart.Kind.CONDITION;
    }

    /** Puts a part, which has this place in the whole tree, and those that it joins; returns the place after them. */
    private static int put(
            RulePart part, int parent, int place, boolean wholeTree, CountReplyEncoder.ConditionsEncoder group) {
        if (isTold(part, wholeTree)) {
            put(part, parent, group.next());
        }
        int next = place + 1;
        for (RulePart term : part.terms()) {
            next = put(term, place, next, wholeTree, group);
        }
        return next;
    }

    private static void put(RulePart part, int parent, CountReplyEncoder.ConditionsEncoder target) {
        byte[] text = part.text().getBytes(UTF_8);
        target.cardinality(part.count())
                .parent(parent)
                .line(part.line())
                .column(part.column())
                .kind(RulePartKind.valueOf(part.kind().name()))
                .putText(text, 0, text.length);
    }
}
