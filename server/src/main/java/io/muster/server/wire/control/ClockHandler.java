package io.muster.server.wire.control;

import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.codec.BooleanType;
import io.muster.protocol.codec.ClockDecoder;
import io.muster.protocol.codec.ClockOperation;
import io.muster.protocol.codec.ClockReplyEncoder;
import io.muster.protocol.codec.ErrorType;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.session.ReplyBuffer;
import io.muster.server.wire.session.RequestHandler;
import io.muster.server.wire.session.Session;
import io.muster.server.wire.session.SlowReply;
import java.util.concurrent.CompletableFuture;
import org.agrona.DirectBuffer;

/** Reads the clock, or moves a manual one on. */
public final class ClockHandler implements RequestHandler {
    private final Backend backend;
    private final ClockDecoder request = new ClockDecoder();

    public ClockHandler(Backend backend) {
        this.backend = backend;
    }

    @Override
    public int templateId() {
        return ClockDecoder.TEMPLATE_ID;
    }

    @Override
    public int blockLength() {
        return ClockDecoder.BLOCK_LENGTH;
    }

    @Override
    public void onRequest(Session session, DirectBuffer frame, int blockLength, int version, long correlationId) {
        request.wrap(frame, FrameDescriptor.BODY_OFFSET, blockLength, version);
        long millis = request.millis();
        long nowMillis = backend.nowMillis();
        switch (request.operationRaw()) {
            case 0 -> read(session, correlationId);
            case 1 -> advance(session, correlationId, nowMillis, millis);
            case 2 -> move(session, correlationId, millis);
            default ->
                session.fail(
                        correlationId,
                        ErrorType.UNSUPPORTED,
                        "clock operation: found " + request.operationRaw() + ", expected one of " + ClockOperation.READ
                                + ", " + ClockOperation.ADVANCE + ", " + ClockOperation.SET);
        }
    }

    private void read(Session session, long correlationId) {
        SlowReply reply = session.replyLater(correlationId);
        if (reply != null) {
            session.inTurn(
                    reply,
                    () -> settle(
                            reply, backend.queryNow(engine -> engine.status().nowMillis())));
        }
    }

    private void advance(Session session, long correlationId, long nowMillis, long millis) {
        if (millis < 0 || nowMillis + millis < nowMillis) {
            session.fail(
                    correlationId,
                    ErrorType.BAD_REQUEST,
                    "clock: found an advance by " + millis + " ms, expected 0 or more, within the calendar");
            return;
        }
        move(session, correlationId, nowMillis + millis);
    }

    private void move(Session session, long correlationId, long millis) {
        if (!backend.clockIsManual()) {
            session.fail(
                    correlationId,
                    ErrorType.CLOCK_NOT_MANUAL,
                    "clock: found the system's, expected a manual one (start the server with --clock manual)");
            return;
        }
        SlowReply reply = session.replyLater(correlationId);
        if (reply == null) {
            return;
        }
        session.inTurn(reply, () -> settle(reply, backend.advanceTo(millis)));
    }

    private void settle(SlowReply reply, CompletableFuture<Long> asked) {
        asked.whenComplete((nowMillis, failure) -> {
            if (failure != null) {
                reply.fail(failure);
            } else {
                reply.send((replies, correlation) -> write(replies, correlation, nowMillis));
            }
        });
    }

    private void write(ReplyBuffer replies, long correlationId, long nowMillis) {
        int offset = replies.begin(ClockReplyEncoder.BLOCK_LENGTH);
        int end = new ClockReplyEncoder()
                .wrap(replies.buffer(), offset)
                .sequence(backend.sequence())
                .nowMillis(nowMillis)
                .manual(backend.clockIsManual() ? BooleanType.YES : BooleanType.NO)
                .limit();
        replies.commit(ClockReplyEncoder.TEMPLATE_ID, ClockReplyEncoder.BLOCK_LENGTH, correlationId, end);
    }
}
