package io.muster.server.wire.control;

import io.muster.index.EngineStatus;
import io.muster.protocol.codec.GetStatusDecoder;
import io.muster.protocol.codec.StatusReplyEncoder;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.backend.EngineQuestions;
import io.muster.server.wire.question.QuestionHandler;
import io.muster.server.wire.session.ReplyBuffer;
import io.muster.server.wire.session.Session;
import org.agrona.DirectBuffer;

/** What the server holds and does. */
public final class StatusHandler extends QuestionHandler {
    private final String serverVersion;

    /** A handler that also tells {@code serverVersion}. */
    public StatusHandler(Backend backend, String serverVersion) {
        super(backend);
        this.serverVersion = serverVersion;
    }

    @Override
    public int templateId() {
        return GetStatusDecoder.TEMPLATE_ID;
    }

    @Override
    public int blockLength() {
        return GetStatusDecoder.BLOCK_LENGTH;
    }

    @Override
    public void onRequest(Session session, DirectBuffer frame, int blockLength, int version, long correlationId) {
        askNow(session, correlationId, EngineQuestions::status, this::write);
    }

    private void write(ReplyBuffer replies, long correlationId, Answer<EngineStatus> answer) {
        byte[] json = StatusJson.write(serverVersion, backend.clockIsManual(), backend.failure(), answer.value());
        int offset =
                replies.begin(StatusReplyEncoder.BLOCK_LENGTH + StatusReplyEncoder.jsonHeaderLength() + json.length);
        int end = new StatusReplyEncoder()
                .wrap(replies.buffer(), offset)
                .sequence(answer.sequence())
                .putJson(json, 0, json.length)
                .limit();
        replies.commit(StatusReplyEncoder.TEMPLATE_ID, StatusReplyEncoder.BLOCK_LENGTH, correlationId, end);
    }
}
