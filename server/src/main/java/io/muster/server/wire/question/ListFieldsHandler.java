package io.muster.server.wire.question;

import io.muster.index.answer.FieldEntry;
import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.codec.FieldOrigin;
import io.muster.protocol.codec.FieldType;
import io.muster.protocol.codec.FieldsReplyEncoder;
import io.muster.protocol.codec.ListFieldsDecoder;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.session.ReplyBuffer;
import io.muster.server.wire.session.Session;
import java.util.List;
import org.agrona.DirectBuffer;

/** The fields that rules may use. */
public final class ListFieldsHandler extends QuestionHandler {
    private final ListFieldsDecoder request = new ListFieldsDecoder();

    public ListFieldsHandler(Backend backend) {
        super(backend);
    }

    @Override
    public int templateId() {
        return ListFieldsDecoder.TEMPLATE_ID;
    }

    @Override
    public int blockLength() {
        return ListFieldsDecoder.BLOCK_LENGTH;
    }

    @Override
    public void onRequest(Session session, DirectBuffer frame, int blockLength, int version, long correlationId) {
        request.wrap(frame, FrameDescriptor.BODY_OFFSET, blockLength, version);
        int workspaceId = request.workspaceId();
        workspace(workspaceId);
        ask(
                session,
                correlationId,
                engine -> orNoWorkspace(engine.fields(workspaceId), workspaceId),
                ListFieldsHandler::write);
    }

    private static void write(ReplyBuffer replies, long correlationId, Answer<List<FieldEntry>> answer) {
        ReplyBody body = new ReplyBody();
        FieldsReplyEncoder reply =
                new FieldsReplyEncoder().wrap(body.buffer(), 0).sequence(answer.sequence());
        FieldsReplyEncoder.FieldsEncoder group =
                reply.fieldsCount(answer.value().size());
        for (FieldEntry each : answer.value()) {
            group.next()
                    .fieldType(FieldType.valueOf(each.type().name()))
                    .origin(FieldOrigin.valueOf(each.origin().name()))
                    .name(each.name());
        }
        body.commit(
                replies,
                FieldsReplyEncoder.TEMPLATE_ID,
                FieldsReplyEncoder.BLOCK_LENGTH,
                correlationId,
                reply.limit(),
                "fields");
    }
}
