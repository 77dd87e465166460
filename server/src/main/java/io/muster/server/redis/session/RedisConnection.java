package io.muster.server.redis.session;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.muster.protocol.codec.ErrorType;
import io.muster.server.redis.resp.CommandArguments;
import io.muster.server.redis.resp.CommandDecoder;
import io.muster.server.redis.resp.RespReplies;
import io.muster.server.security.Access;
import io.muster.server.security.Visit;
import io.muster.server.wire.flow.LastWords;
import io.muster.server.wire.flow.ReadGate;
import io.muster.server.wire.flow.RequestRoom;
import io.muster.server.wire.flow.Watched;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection. Belongs to its I/O thread, {@link #later} apart.
 *
 * <p>Guarantees: commands are carried out one after the other and answered in their order; replies go out in one write
 * and one flush per read, more only where they are large; while the peer does not read its replies, or waits for a
 * reply that takes longer, no more of its commands are read.
 */
public final class RedisConnection extends ChannelInboundHandlerAdapter implements Watched {
    private static final Logger LOG = LoggerFactory.getLogger(RedisConnection.class);
    private static final int BATCH_BYTES = 256 * 1024;
    private static final int BYTES_PER_MS = 64;

    private final RedisLoop loop;
    private final ReadGate gate;
    private final RequestRoom room;
    private final CommandDecoder decoder = new CommandDecoder();
    private final PeerState peer = new PeerState();
    private ChannelHandlerContext context;
    private RespReplies replies;
    private InputBytes input;
    private Access access;
    private Visit visit;
    private Runnable whenWritable;
    private boolean processing;
    private boolean waiting;
    private boolean paused;
    private boolean closing;
    private boolean saidAll;
    private boolean inputEnded;
    private boolean gone;
    private int kind;
    private long readNs;
    private long commands;
    private long commandsBefore = -1;
    private long partialSinceNs;

    /** A connection that nobody has come over yet. */
    public RedisConnection(RedisLoop loop, ReadGate gate) {
        this.loop = loop;
        this.gate = gate;
        room = new RequestRoom(loop.load());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        replies = new RespReplies(added);
        input = new InputBytes(added, room, decoder);
        welcome();
    }

    /** What the connections of this thread share. */
    public RedisLoop loop() {
        return loop;
    }

    /** Where replies are told. */
    public RespReplies replies() {
        return replies;
    }

    /** The connection, for those who stream over it. */
    public ChannelHandlerContext context() {
        return context;
    }

    /** What the peer has said of itself. */
    public PeerState peer() {
        return peer;
    }

    /** What the peer may do; null before it is let in. */
    public Access access() {
        return access;
    }

    /** Whether the connection is gone: what is told is dropped. */
    public boolean isGone() {
        return gone;
    }

    /** From here on the peer may do what {@code granted} allows. */
    public void letIn(Access granted) {
        leave();
        access = granted;
        visit = loop.doorkeeper().enter(granted, context.channel()::close);
        decoder.stranger(false);
    }

    /** The peer is as one that has just come; whether it is let in so depends on whether there are tokens. */
    public void reset() {
        leave();
        peer.reset();
        replies.version(2);
        access = null;
        decoder.stranger(true);
        welcome();
    }

    /** Nothing more is taken, and the connection closed when what is told has gone out. */
    public void closeWhenTold() {
        closing = true;
    }

    /** Refuses a login: the reply comes a little later, and then the connection is closed. */
    public void refuseLogin() {
        loop.doorkeeper().noteRefusal(context.channel().remoteAddress());
        Later reply = later();
        context.executor()
                .schedule(
                        () -> reply.tell(() -> {
                            replies.error(ErrorType.UNAUTHENTICATED, RedisErrors.WRONG_PASS);
                            closeWhenTold();
                        }),
                        loop.doorkeeper().options().loginDelayMs(),
                        MILLISECONDS);
    }

    /** The command's reply comes later; no other command is carried out before. */
    public Later later() {
        waiting = true;
        updateGate();
        return new Later(kind, readNs);
    }

    /** Runs {@code task} once when the peer has read enough of what was told, or is gone. */
    public void whenWritable(Runnable task) {
        whenWritable = task;
    }

    /** Whether something is being done for the peer. */
    boolean isBusy() {
        return waiting || paused;
    }

    /** A reply that comes later; to be told once, on any thread. */
    public final class Later {
        private final int commandKind;
        private final long sinceNs;

        private Later(int commandKind, long sinceNs) {
            this.commandKind = commandKind;
            this.sinceNs = sinceNs;
        }

        /**
         * Goes on with {@code task} on the I/O thread, when the command that promised it is dealt with; where the
         * connection is gone that tells nobody anything.
         */
        public void run(Runnable task) {
            if (context.executor().inEventLoop() && !processing) {
                task.run();
                return;
            }
            try {
                context.executor().execute(task);
            } catch (RejectedExecutionException e) {
                LOG.debug("reply dropped, the server is closing");
            }
        }

        /** Finishes with what {@code writer} tells. */
        public void tell(Runnable writer) {
            run(() -> {
                if (!gone) {
                    writer.run();
                    end();
                }
            });
        }

        /** Finishes: all is told. The I/O thread. */
        public void end() {
            countError(commandKind);
            loop.meter().answeredLater(commandKind, System.nanoTime() - sinceNs);
            goOn();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object message) {
        if (closing || gone) {
            ((ByteBuf) message).release();
            return;
        }
        if (readNs == 0) {
            readNs = System.nanoTime();
        }
        if (!input.add((ByteBuf) message)) {
            noRoom();
        } else if (!isBusy()) {
            process();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext from) {
        flush();
    }

    /** The peer sends nothing more, and may still read what it has asked for. */
    @Override
    public void userEventTriggered(ChannelHandlerContext from, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            inputEnded = true;
            if (LastWords.areSaid(from)) {
                from.close();
            }
            closing |= !isBusy();
            flush();
        } else {
            from.fireUserEventTriggered(event);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext changed) {
        if (!changed.channel().isWritable()) {
            return;
        }
        runWhenWritable();
        if (paused) {
            paused = false;
            resume();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext inactive) {
        gone = true;
        leave();
        input.release();
        replies.release();
        runWhenWritable();
        inactive.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext from, Throwable cause) {
        if (cause instanceof IOException || cause.getCause() instanceof SSLException) {
            LOG.debug("connection {} broke: {}", from.channel(), cause.getMessage());
        } else {
            LOG.error("connection {} failed", from.channel(), cause);
        }
        from.close();
    }

    @Override
    public void check(long nowNs) {
        int partialBytes = gone || closing ? 0 : input.waitingBytes();
        if (partialBytes == 0 || isBusy() || !gate.isOpen() || commands != commandsBefore) {
            commandsBefore = commands;
            partialSinceNs = nowNs;
        } else if (nowNs - partialSinceNs
                > MILLISECONDS.toNanos(loop.load().options().frameTimeoutMs() + partialBytes / BYTES_PER_MS)) {
            loop.load().countSlowSender();
            replies.error(
                    ErrorType.LIMIT,
                    "ERR command: found " + partialBytes + " bytes of it after more than "
                            + loop.load().options().frameTimeoutMs() + " ms, expected the whole");
            closing = true;
            flush();
        }
    }

    private void process() {
        processing = true;
        try {
            carryOutAll();
        } finally {
            processing = false;
        }
        if (closing) {
            input.release();
        } else if (!input.keep()) {
            noRoom();
        }
    }

    private void carryOutAll() {
        while (!closing && !waiting) {
            CommandDecoder.Result found = input.next();
            if (found == CommandDecoder.Result.INCOMPLETE) {
                break;
            }
            if (found == CommandDecoder.Result.BROKEN) {
                loop.gathered().answer(this);
                replies.error(ErrorType.BAD_REQUEST, "ERR " + decoder.error());
                closing = true;
                break;
            }
            commands++;
            carryOut(decoder.arguments());
            decoder.taken();
            if (replies.gathered() >= BATCH_BYTES && !sendBatch()) {
                break;
            }
        }
        loop.gathered().answer(this);
    }

    private void carryOut(CommandArguments arguments) {
        kind = loop.commands().find(arguments);
        if (kind == 0) {
            loop.gathered().answer(this);
            unknown(arguments);
            countError(0);
            return;
        }
        RedisCommand command = loop.commands().command(kind);
        boolean taken = command.spec().takes(arguments.count());
        boolean admitted = access != null || command.greets();
        if (!command.gathers() || !taken || !admitted) {
            loop.gathered().answer(this);
        }
        try {
            if (!taken) {
                RedisErrors.arity(replies, command.spec().name());
            } else if (!admitted) {
                replies.error(ErrorType.UNAUTHENTICATED, RedisErrors.NO_AUTH);
            } else {
                command.action().run(this, arguments);
            }
        } catch (Throwable e) {
            // An error too: whoever asked must not wait for ever.
            loop.gathered().answer(this);
            RedisErrors.failure(replies, e);
            waiting = false;
        }
        if (!waiting) {
            countError(kind);
            loop.meter().answered(kind);
        }
    }

    private void unknown(CommandArguments arguments) {
        if (WriteCommands.holds(arguments)) {
            if (access == null) {
                replies.error(ErrorType.UNAUTHENTICATED, RedisErrors.NO_AUTH);
            } else {
                replies.error(ErrorType.READ_ONLY, WriteCommands.refusal(arguments));
            }
        } else {
            RedisErrors.unknownCommand(replies, arguments);
        }
    }

    private void countError(int commandKind) {
        int code = replies.takeError();
        if (code != 0) {
            loop.meter().failed(commandKind, code);
        }
    }

    /** False where the peer has to read first. */
    private boolean sendBatch() {
        loop.gathered().answer(this);
        loop.meter().flushed(readNs);
        replies.flush();
        paused = !context.channel().isWritable();
        updateGate();
        return !paused;
    }

    private void goOn() {
        waiting = false;
        if (gone) {
            return;
        }
        resume();
    }

    private void resume() {
        if (!isBusy() && !closing && !gone) {
            readNs = System.nanoTime();
            process();
        }
        closing |= inputEnded && !isBusy();
        flush();
        updateGate();
    }

    private void updateGate() {
        if (isBusy()) {
            gate.close(ReadGate.Reason.REPLIES_WAIT);
        } else {
            gate.open(ReadGate.Reason.REPLIES_WAIT);
        }
    }

    private void flush() {
        if (gone) {
            return;
        }
        loop.meter().flushed(readNs);
        readNs = 0;
        replies.flush();
        if (closing && !waiting && !saidAll) {
            saidAll = true;
            // Behind all that is still to be read; who does not read it is cut off as others are.
            LastWords.end(context);
        }
    }

    private void noRoom() {
        replies.error(
                ErrorType.BUSY,
                "BUSY connection: found " + room.heldBytes()
                        + " bytes of a command and no room for more of it, expected less; try again");
        closing = true;
        input.release();
    }

    private void runWhenWritable() {
        Runnable task = whenWritable;
        if (task != null) {
            whenWritable = null;
            task.run();
        }
    }

    /** Where there are tokens, nobody stays for long without one. */
    private void welcome() {
        if (loop.doorkeeper().isOpen()) {
            letIn(Access.OPEN);
        } else {
            context.executor().schedule(this::closeStranger, loop.greetingTimeoutMs(), MILLISECONDS);
        }
    }

    private void leave() {
        if (visit != null) {
            visit.leave();
            visit = null;
        }
    }

    private void closeStranger() {
        if (access == null && !gone && !closing && !waiting) {
            replies.error(
                    ErrorType.UNAUTHENTICATED,
                    "NOAUTH connection: found no login within " + loop.greetingTimeoutMs()
                            + " ms, expected AUTH or HELLO");
            closing = true;
            flush();
        }
    }
}
