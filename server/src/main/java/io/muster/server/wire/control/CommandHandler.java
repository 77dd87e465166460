package io.muster.server.wire.control;

import io.muster.index.Outcome;
import io.muster.protocol.codec.DoneEncoder;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.backend.BackendException;
import io.muster.server.wire.backend.CommandOutcome;
import io.muster.server.wire.session.ReplyBuffer;
import io.muster.server.wire.session.RequestHandler;
import io.muster.server.wire.session.Session;
import io.muster.server.wire.session.SlowReply;
import org.agrona.DirectBuffer;

/** What requests share that become one command in the journal. */
abstract class CommandHandler implements RequestHandler {
    final Backend backend;

    CommandHandler(Backend backend) {
        this.backend = backend;
    }

    @Override
    public final void onRequest(Session session, DirectBuffer frame, int blockLength, int version, long correlationId) {
        Command command = decode(frame, blockLength, version);
        SlowReply reply = session.replyLater(correlationId);
        if (reply == null) {
            return;
        }
        session.inTurn(reply, () -> submit(command, reply));
    }

    private void submit(Command command, SlowReply reply) {
        if (!backend.submit(command.bytes(), outcome -> finish(reply, command.reply(), outcome))) {
            reply.fail(BackendException.busy(
                    "commands: found the queue full, expected room; try again", backend.commandRetryMs()));
        }
    }

    /** A command, and the reply if it is accepted. */
    record Command(byte[] bytes, CommandReply reply) {}

    /** Encodes the reply to an accepted command. Called on the connection's I/O thread. */
    interface CommandReply {
        void write(ReplyBuffer replies, long correlationId, CommandOutcome outcome);
    }

    abstract Command decode(DirectBuffer frame, int blockLength, int version);

    static void writeDone(ReplyBuffer replies, long correlationId, CommandOutcome outcome) {
        int offset = replies.begin(DoneEncoder.BLOCK_LENGTH);
        int end = new DoneEncoder()
                .wrap(replies.buffer(), offset)
                .sequence(outcome.sequence())
                .limit();
        replies.commit(DoneEncoder.TEMPLATE_ID, DoneEncoder.BLOCK_LENGTH, correlationId, end);
    }

    private static void finish(SlowReply reply, CommandReply accepted, CommandOutcome outcome) {
        if (outcome.failure() != null) {
            reply.fail(outcome.failure());
        } else if (outcome.kind() != Outcome.Kind.ACCEPTED) {
            reply.fail(outcome.kind(), outcome.reason(), outcome.rule());
        } else {
            reply.send((replies, correlationId) -> accepted.write(replies, correlationId, outcome));
        }
    }
}
