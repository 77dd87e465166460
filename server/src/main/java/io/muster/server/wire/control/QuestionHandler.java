package io.muster.server.wire.control;

import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.backend.EngineQuestions;
import io.muster.server.wire.session.ReplyBuffer;
import io.muster.server.wire.session.RequestHandler;
import io.muster.server.wire.session.Session;
import io.muster.server.wire.session.SlowReply;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** What requests share that ask the engine on its thread. */
abstract class QuestionHandler implements RequestHandler {
    final Backend backend;

    QuestionHandler(Backend backend) {
        this.backend = backend;
    }

    /** Encodes an answer. Called on the connection's I/O thread. */
    interface AnswerWriter<T> {
        void write(ReplyBuffer replies, long correlationId, Answer<T> answer);
    }

    /** What the engine said, and as of which sequence. */
    record Answer<T>(long sequence, T value) {}

    final <T> void ask(
            Session session, long correlationId, Function<EngineQuestions, T> question, AnswerWriter<T> writer) {
        SlowReply reply = session.replyLater(correlationId);
        if (reply == null) {
            return;
        }
        settle(backend.query(engine -> new Answer<>(engine.sequence(), question.apply(engine))), reply, writer);
    }

    /** As {@link #ask}, for an answer that depends on what time it is. */
    final <T> void askNow(
            Session session, long correlationId, Function<EngineQuestions, T> question, AnswerWriter<T> writer) {
        SlowReply reply = session.replyLater(correlationId);
        if (reply == null) {
            return;
        }
        settle(backend.queryNow(engine -> new Answer<>(engine.sequence(), question.apply(engine))), reply, writer);
    }

    private static <T> void settle(CompletableFuture<Answer<T>> asked, SlowReply reply, AnswerWriter<T> writer) {
        asked.whenComplete((answer, failure) -> {
            if (failure != null) {
                reply.fail(failure);
            } else {
                reply.send((replies, correlation) -> writer.write(replies, correlation, answer));
            }
        });
    }
}
