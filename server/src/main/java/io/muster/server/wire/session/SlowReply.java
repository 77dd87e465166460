package io.muster.server.wire.session;

import io.muster.index.Outcome;
import io.muster.index.rule.RuleException;
import io.muster.protocol.codec.ErrorType;

/**
 * The reply of a request that is answered later, from another thread. Any thread. What finishes it first counts: a
 * handler that throws after it was promised has it finished with that, whatever comes of what it had begun.
 */
public final class SlowReply {
    /** Encodes a reply. Called on the connection's I/O thread. */
    public interface Writer {
        void write(ReplyBuffer replies, long correlationId);
    }

    private final Session session;
    private final long correlationId;
    private final int lengthBytes;
    private boolean turn;
    private boolean settled;
    private int templateId;
    private long sinceNs;

    SlowReply(Session session, long correlationId, int lengthBytes) {
        this.session = session;
        this.correlationId = correlationId;
        this.lengthBytes = lengthBytes;
    }

    /** Length of the request. */
    int lengthBytes() {
        return lengthBytes;
    }

    /** Says that it stands in line for the engine. The I/O thread. */
    void takesTurn() {
        turn = true;
    }

    boolean hasTurn() {
        return turn;
    }

    /** Whether it has come to its end. The I/O thread. */
    boolean isSettled() {
        return settled;
    }

    /** Says that it has come to its end; true for the first who does. The I/O thread. */
    boolean settle() {
        boolean first = !settled;
        settled = true;
        return first;
    }

    /** Says what it answers, and since when that waits ({@link System#nanoTime}). */
    SlowReply measured(int requestTemplateId, long requestSinceNs) {
        templateId = requestTemplateId;
        sinceNs = requestSinceNs;
        return this;
    }

    int templateId() {
        return templateId;
    }

    long sinceNs() {
        return sinceNs;
    }

    public long correlationId() {
        return correlationId;
    }

    /** Finishes with what {@code writer} encodes; nothing is written if the connection is gone. */
    public void send(Writer writer) {
        session.finish(this, writer);
    }

    /** Finishes without a frame: what had to be sent has been. */
    public void end() {
        session.finish(this, (replies, correlation) -> {});
    }

    public void fail(ErrorType type, String message) {
        send((replies, correlation) -> ErrorReplies.write(replies, correlation, type, message));
    }

    /** A command that the engine refused. */
    public void fail(Outcome.Kind kind, String reason, RuleException rule) {
        fail(Failure.ofCommand(kind, reason, rule));
    }

    /** A rule that is wrong, a backend that refused, or a fault. */
    public void fail(Throwable failure) {
        fail(Failure.of(failure));
    }

    void fail(Failure failure) {
        send((replies, correlation) -> ErrorReplies.write(replies, correlation, failure));
    }
}
