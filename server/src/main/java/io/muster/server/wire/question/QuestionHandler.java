package io.muster.server.wire.question;

import io.muster.index.SegmentEntry;
import io.muster.index.SlowAnswer;
import io.muster.index.WorkspaceView;
import io.muster.protocol.codec.ErrorType;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.backend.EngineQuestions;
import io.muster.server.wire.session.ReplyBuffer;
import io.muster.server.wire.session.RequestException;
import io.muster.server.wire.session.RequestHandler;
import io.muster.server.wire.session.Session;
import io.muster.server.wire.session.SlowReply;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** What requests share that ask the engine on its thread. */
public abstract class QuestionHandler implements RequestHandler {
    protected final Backend backend;

    protected QuestionHandler(Backend backend) {
        this.backend = backend;
    }

    /** Encodes an answer. Called on the connection's I/O thread. */
    protected interface AnswerWriter<T> {
        void write(ReplyBuffer replies, long correlationId, Answer<T> answer);
    }

    /** Asks; what the question throws becomes an error reply. */
    protected final <T> void ask(
            Session session, long correlationId, Function<EngineQuestions, T> question, AnswerWriter<T> writer) {
        SlowReply reply = session.replyLater(correlationId);
        if (reply == null) {
            return;
        }
        session.inTurn(
                reply,
                () -> settle(
                        backend.query(engine -> new Answer<>(engine.sequence(), question.apply(engine))),
                        reply,
                        writer));
    }

    /** As {@link #ask}, for an answer that depends on what time it is. */
    protected final <T> void askNow(
            Session session, long correlationId, Function<EngineQuestions, T> question, AnswerWriter<T> writer) {
        SlowReply reply = session.replyLater(correlationId);
        if (reply == null) {
            return;
        }
        session.inTurn(
                reply,
                () -> settle(
                        backend.queryNow(engine -> new Answer<>(engine.sequence(), question.apply(engine))),
                        reply,
                        writer));
    }

    /**
     * As {@link #askNow}, for an answer that is found in steps.
     *
     * @param rules which the engine will need
     */
    protected final <T> void askSlowly(
            Session session,
            long correlationId,
            List<String> rules,
            Function<EngineQuestions, SlowAnswer<T>> question,
            AnswerWriter<T> writer) {
        SlowReply reply = session.replyLater(correlationId);
        if (reply != null) {
            askSlowly(session, reply, rules, question, writer);
        }
    }

    /** The same, for a reply that is promised already. */
    protected final <T> void askSlowly(
            Session session,
            SlowReply reply,
            List<String> rules,
            Function<EngineQuestions, SlowAnswer<T>> question,
            AnswerWriter<T> writer) {
        session.inTurn(
                reply,
                () -> settle(
                        backend.querySlowly(
                                rules, engine -> new SequencedAnswer<>(question.apply(engine), engine::sequence)),
                        reply,
                        writer));
    }

    /** The answer; where it is null the workspace has gone meanwhile. */
    protected static <T> T orNoWorkspace(T answer, int workspaceId) {
        if (answer == null) {
            throw noWorkspace(workspaceId);
        }
        return answer;
    }

    /** The answer; where it is null the segment has gone meanwhile, or its workspace with it. */
    protected final <T> T orNoSegment(T answer, int workspaceId, int segmentId) {
        if (answer == null) {
            throw noSegment(workspace(workspaceId), segmentId);
        }
        return answer;
    }

    /** Throws where there is no such workspace. */
    protected final WorkspaceView workspace(int workspaceId) {
        WorkspaceView workspace = backend.workspace(workspaceId);
        if (workspace == null) {
            throw noWorkspace(workspaceId);
        }
        return workspace;
    }

    /** Throws where there is no such workspace or segment. */
    protected final SegmentEntry segment(int workspaceId, int segmentId) {
        WorkspaceView workspace = workspace(workspaceId);
        SegmentEntry segment = workspace.segments().byId(segmentId);
        if (segment == null) {
            throw noSegment(workspace, segmentId);
        }
        return segment;
    }

    static <T> void settle(CompletableFuture<Answer<T>> asked, SlowReply reply, AnswerWriter<T> writer) {
        asked.whenComplete((answer, failure) -> {
            if (failure != null) {
                reply.fail(failure);
            } else {
                reply.send((replies, correlation) -> writer.write(replies, correlation, answer));
            }
        });
    }

    private static RequestException noSegment(WorkspaceView workspace, int segmentId) {
        return new RequestException(
                ErrorType.UNKNOWN_SEGMENT,
                "segment: found no id " + segmentId + " in workspace '" + workspace.name() + "'");
    }

    private static RequestException noWorkspace(int workspaceId) {
        return new RequestException(ErrorType.UNKNOWN_WORKSPACE, "workspace: found no id " + workspaceId);
    }
}
