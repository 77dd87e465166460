package io.muster.server.wire.question;

import io.muster.index.SegmentEntry;
import io.muster.index.answer.RecordEffect;
import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.codec.ErrorType;
import io.muster.protocol.codec.TryRecordDecoder;
import io.muster.protocol.codec.TryRecordReplyEncoder;
import io.muster.server.records.RecordParser;
import io.muster.server.records.Refusal;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.session.ReplyBuffer;
import io.muster.server.wire.session.RequestException;
import io.muster.server.wire.session.Session;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** What would a record do if it came now? */
public final class TryRecordHandler extends QuestionHandler {
    private final TryRecordDecoder request = new TryRecordDecoder();
    private final RecordParser parser = new RecordParser();

    public TryRecordHandler(Backend backend) {
        super(backend);
    }

    @Override
    public int templateId() {
        return TryRecordDecoder.TEMPLATE_ID;
    }

    @Override
    public int blockLength() {
        return TryRecordDecoder.BLOCK_LENGTH;
    }

    @Override
    public void onRequest(Session session, DirectBuffer frame, int blockLength, int version, long correlationId) {
        request.wrap(frame, FrameDescriptor.BODY_OFFSET, blockLength, version);
        int workspaceId = request.workspaceId();
        int length = request.recordLength();
        int offset = request.limit() + TryRecordDecoder.recordHeaderLength();
        frame.boundsCheck(offset, length);
        List<String> rules = workspace(workspaceId).segments().entries().stream()
                .map(SegmentEntry::rule)
                .toList();
        byte[] json = new byte[length];
        frame.getBytes(offset, json);
        UnsafeBuffer command = new UnsafeBuffer(command(json, workspaceId));
        askSlowly(
                session,
                correlationId,
                rules,
                engine -> orNoWorkspace(engine.whatIf(workspaceId, command, 0, command.capacity()), workspaceId)
                        .map(effect -> taken(effect, workspaceId)),
                TryRecordHandler::write);
    }

    private byte[] command(byte[] json, int workspaceId) {
        int length = parser.parse(json, 0, json.length, workspaceId);
        if (length == RecordParser.REFUSED) {
            Refusal refusal = parser.refusal();
            String field = refusal.field() == null ? "" : refusal.field() + ": ";
            throw new RequestException(ErrorType.BAD_REQUEST, field + refusal.reason(), 1, refusal.column());
        }
        byte[] command = new byte[length];
        parser.buffer().getBytes(0, command);
        return command;
    }

    private static RecordEffect taken(RecordEffect effect, int workspaceId) {
        orNoWorkspace(effect, workspaceId);
        if (effect.refusal() != null) {
            throw new RequestException(ErrorType.BAD_REQUEST, effect.refusal());
        }
        return effect;
    }

    private static void write(ReplyBuffer replies, long correlationId, Answer<RecordEffect> answer) {
        List<RecordEffect.CustomerEffect> customers = answer.value().customers();
        ReplyBody body = new ReplyBody();
        TryRecordReplyEncoder reply =
                new TryRecordReplyEncoder().wrap(body.buffer(), 0).sequence(answer.sequence());
        TryRecordReplyEncoder.CustomersEncoder group = reply.customersCount(customers.size());
        customers.forEach(each -> put(each, group.next()));
        body.commit(
                replies,
                TryRecordReplyEncoder.TEMPLATE_ID,
                TryRecordReplyEncoder.BLOCK_LENGTH,
                correlationId,
                reply.limit(),
                "customers");
    }

    private static void put(RecordEffect.CustomerEffect effect, TryRecordReplyEncoder.CustomersEncoder target) {
        TryRecordReplyEncoder.CustomersEncoder.EnteredEncoder entered =
                target.enteredCount(effect.entered().size());
        effect.entered().forEach(each -> entered.next().segment(each));
        TryRecordReplyEncoder.CustomersEncoder.LeftEncoder left =
                target.leftCount(effect.left().size());
        effect.left().forEach(each -> left.next().segment(each));
        target.customer(effect.customer());
    }
}
