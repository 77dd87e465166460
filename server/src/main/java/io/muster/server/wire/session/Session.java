package io.muster.server.wire.session;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.FrameSplitter;
import io.muster.protocol.codec.ErrorType;
import io.muster.server.pipeline.RetryAdvice;
import io.muster.server.security.Access;
import io.muster.server.tls.TlsRecords;
import io.muster.server.wire.flow.LastWords;
import io.muster.server.wire.flow.ReadGate;
import io.muster.server.wire.flow.RequestRoom;
import io.muster.server.wire.flow.Watched;
import io.muster.server.wire.flow.WireLoad;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLException;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection. Belongs to its I/O thread, {@link SlowReply} apart.
 *
 * <p>Guarantees: requests are taken up in order; replies go out in one write and one flush per read, more only where
 * they are large; while the peer does not read its replies, no more of its requests are read.
 */
public final class Session extends ChannelInboundHandlerAdapter implements FrameSplitter.Handler, Watched {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);
    private static final int BATCH_BYTES = 256 * 1024;
    private static final int LEAST_RETRY_MS = 1;
    private static final int MOST_RETRY_MS = 50;
    private static final String TLS_HINT = "; it looks like TLS, which is not spoken on this port";

    private final SessionOptions options;
    private final WireLoad load;
    private final RequestRoom room;
    private final ReadGate gate;
    private final SessionMeter meter;
    private final RequestDispatch requests;
    private final SpareBuffer spare;
    private final Line line;
    private final EngineTurns turns = new EngineTurns();
    private final List<Runnable> whenWritable = new ArrayList<>(0);
    private ChannelHandlerContext context;
    private FrameSplitter splitter;
    private FrameWatch frameWatch;
    private RetryAdvice advice;
    private ReplyBuffer replies;
    private Access access;
    private boolean paused;
    private boolean flushScheduled;
    private boolean closing;
    private boolean saidAll;
    private boolean gone;
    private int outstanding;
    private int exports;
    private long heardNs = System.nanoTime();

    /** A connection that has not greeted yet. */
    public Session(SessionOptions options, Line line, RequestTable table, WireLoad load, ReadGate gate) {
        this.options = options;
        this.line = line;
        spare = table.spare();
        this.load = load;
        this.gate = gate;
        meter = new SessionMeter(table.meter());
        requests = new RequestDispatch(this, table, meter);
        room = new RequestRoom(load);
    }

    /** Where replies are encoded. */
    public ReplyBuffer replies() {
        return replies;
    }

    /** The bounds of this connection. */
    public SessionOptions options() {
        return options;
    }

    /** The peer has said Hello: from here on all requests are taken that {@code granted} allows. */
    public void greet(Access granted) {
        access = granted;
        splitter.maxLength(FrameDescriptor.MAX_LENGTH);
    }

    /** What the peer may do; null before it has greeted. */
    public Access access() {
        return access;
    }

    /** Replies with an error. */
    public void fail(long correlationId, ErrorType type, String message) {
        ErrorReplies.write(replies, correlationId, type, message);
    }

    /** So many requests of one kind are answered, of a run. */
    public void answeredRun(int templateId, int count) {
        meter.handled(templateId, count);
    }

    /** Whether replies are enough for a write. */
    public boolean isFull() {
        return replies.gathered() >= BATCH_BYTES;
    }

    /** Replies with an error to a request of a run, of this kind. */
    public void failInRun(int templateId, long correlationId, Throwable failure) {
        ErrorReplies.write(replies, correlationId, failure);
        meter.countErrorOf(templateId, replies);
    }

    /** Replies with an error and then closes: nothing more is taken. */
    public void failAndClose(long correlationId, ErrorType type, String message) {
        fail(correlationId, type, message);
        closing = true;
        splitter.close();
    }

    /** As {@link #failAndClose}, after a while in which nothing is taken either. */
    public void failAndCloseLater(long correlationId, ErrorType type, String message, int delayMs) {
        splitter.close();
        context.executor()
                .schedule(
                        () -> {
                            if (!gone) {
                                failAndClose(correlationId, type, message);
                                flush();
                            }
                        },
                        delayMs,
                        MILLISECONDS);
    }

    /**
     * A reply to be finished later; null, and an error reply, where too many are already. What the handler throws
     * behind it finishes it.
     */
    public SlowReply replyLater(long correlationId) {
        int frameBytes = requests.frameBytes();
        if (outstanding >= options.maxOutstanding()) {
            failBusy(
                    correlationId,
                    "connection: found " + outstanding + " requests under way, expected fewer; try again");
            return null;
        }
        if (!room.take(frameBytes)) {
            failBusy(
                    correlationId,
                    "connection: found " + room.heldBytes() + " bytes of requests under way, expected room for "
                            + frameBytes + " more; try again");
            return null;
        }
        outstanding++;
        return requests.promise(new SlowReply(this, correlationId, frameBytes));
    }

    /**
     * Runs {@code ask}, which puts the request of {@code reply} into the engine's queue, when it is this connection's
     * turn. Not run at all where the connection is gone before; what it throws becomes the reply.
     */
    public void inTurn(SlowReply reply, Runnable ask) {
        reply.takesTurn();
        turns.take(reply, () -> {
            try {
                ask.run();
            } catch (Throwable e) {
                // An error too: the turn is to come to its end.
                reply.fail(e);
            }
        });
    }

    /** Takes up the request again when its sequence is reached, for as long as the options say; the frame is copied. */
    public void retryLater(DirectBuffer frame, SequencedHandler handler) {
        SlowReply reply = replyLater(FrameDescriptor.correlationId(frame, 0));
        if (reply != null) {
            byte[] copy = new byte[frame.capacity()];
            frame.getBytes(0, copy);
            scheduleRetry(new DelayedRequest(new UnsafeBuffer(copy), handler, reply, System.nanoTime()));
        }
    }

    /** Replies BUSY to a request for which nothing was done yet. */
    public void failBusy(long correlationId, String message, int retryAfterMs) {
        gate.toldBusy();
        ErrorReplies.writeBusy(replies, correlationId, message, retryAfterMs);
    }

    /** Whether another export may begin; to be followed by {@link #endExport}. */
    public boolean beginExport() {
        if (exports >= options.maxExports() || !load.exports().take()) {
            return false;
        }
        exports++;
        return true;
    }

    public void endExport() {
        exports--;
        load.exports().give();
    }

    /** The connection, for those who stream over it. */
    public ChannelHandlerContext context() {
        return context;
    }

    /** Whether the connection is gone: what is written is dropped. */
    public boolean isGone() {
        return gone;
    }

    /** Runs {@code task} once, on the I/O thread, when the peer has read enough of what was written, or is gone. */
    public void whenWritable(Runnable task) {
        whenWritable.add(task);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        replies = new ReplyBuffer(added, spare, line.plain());
        splitter = new FrameSplitter(added.alloc(), options.greetingMaxBytes(), room, this);
        frameWatch = new FrameWatch(splitter, load.options().frameTimeoutMs());
    }

    @Override
    public void channelActive(ChannelHandlerContext active) {
        active.executor().schedule(this::closeUnlessGreeted, options.greetingTimeoutMs(), MILLISECONDS);
    }

    @Override
    public void channelInactive(ChannelHandlerContext inactive) {
        gone = true;
        splitter.close();
        replies.release();
        for (SlowReply reply = turns.forget(); reply != null; reply = turns.forget()) {
            if (reply.settle()) {
                outstanding--;
                room.give(reply.lengthBytes());
            }
        }
        runWhenWritable();
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object message) {
        splitter.add((ByteBuf) message);
        heardNs = meter.startRead();
        if (!paused) {
            deliver();
        }
        if (paused) {
            splitter.keepApart();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext from) {
        flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext changed) {
        if (!changed.channel().isWritable()) {
            return;
        }
        if (paused) {
            paused = false;
            meter.startRead();
            deliver();
            flush();
            if (!paused) {
                gate.open(ReadGate.Reason.REPLIES_WAIT);
            }
        }
        runWhenWritable();
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
    public int onFrames(DirectBuffer frames) {
        return requests.takeRun(frames);
    }

    @Override
    public boolean onFrame(DirectBuffer frame) {
        meter.frame();
        requests.take(frame);
        meter.countError(replies);
        return !isFull();
    }

    @Override
    public void onBadLength(int length, int maxLength) {
        failAndClose(
                FrameDescriptor.NO_CORRELATION,
                ErrorType.FRAME_TOO_LONG,
                "frame length: found " + Integer.toUnsignedString(length) + ", expected " + FrameDescriptor.MIN_LENGTH
                        + " to " + maxLength + (access == null && TlsRecords.beginsAsLength(length) ? TLS_HINT : ""));
    }

    @Override
    public void onNoRoom(DirectBuffer head, int sizeBytes) {
        gate.passesOver();
        failBusy(
                FrameDescriptor.correlationId(head, 0),
                "connection: found a frame of " + sizeBytes + " bytes beside " + room.heldBytes()
                        + " of requests under way, expected less; try again");
    }

    @Override
    public void check(long nowNs) {
        if (gone || closing) {
            return;
        }
        if (outstanding > 0 || exports > 0 || !gate.isOpen()) {
            heardNs = nowNs;
        }
        if (!gate.isOpen()) {
            frameWatch.excuse();
        } else if (frameWatch.isOverdue(nowNs)) {
            load.countSlowSender();
            endWith("frame: found " + splitter.partialBytes() + " bytes of it after more than "
                    + load.options().frameTimeoutMs() + " ms, expected the whole");
        } else if (nowNs - heardNs > MILLISECONDS.toNanos(line.idleTimeoutMs())) {
            endWith("connection: found no request for " + line.idleTimeoutMs()
                    + " ms, expected one (a Ping will do) now and then");
        }
    }

    private void endWith(String message) {
        failAndClose(FrameDescriptor.NO_CORRELATION, ErrorType.LIMIT, message);
        flush();
    }

    void finish(SlowReply reply, SlowReply.Writer writer) {
        if (context.executor().inEventLoop()) {
            write(reply, writer);
            return;
        }
        try {
            context.executor().execute(() -> write(reply, writer));
        } catch (RejectedExecutionException e) {
            LOG.debug("reply dropped, the server is closing");
        }
    }

    private void write(SlowReply reply, SlowReply.Writer writer) {
        if (!ended(reply) || gone || closing) {
            return;
        }
        try {
            writer.write(replies, reply.correlationId());
        } catch (Throwable e) {
            // An error too: whoever asked must not wait for ever.
            ErrorReplies.write(replies, reply.correlationId(), e);
        }
        meter.answeredLater(reply, replies);
        if (isFull()) {
            meter.flushedBetween();
            sendReplies();
        } else if (!flushScheduled) {
            flushScheduled = true;
            context.executor().execute(this::flushScheduled);
        }
    }

    /** Gives back what it holds; false where that was done. */
    private boolean ended(SlowReply reply) {
        if (!reply.settle()) {
            return false;
        }
        outstanding--;
        room.give(reply.lengthBytes());
        if (advice != null) {
            advice.drained(1);
        }
        if (reply.hasTurn()) {
            turns.ended();
        }
        return true;
    }

    private void failBusy(long correlationId, String message) {
        advice = advice == null ? new RetryAdvice() : advice;
        failBusy(correlationId, message, advice.millisFor((outstanding + 1) / 2));
    }

    private void flushScheduled() {
        flushScheduled = false;
        flush();
    }

    private void deliver() {
        while (!splitter.deliver() && !closing) {
            replies.flush();
            if (!context.channel().isWritable()) {
                paused = true;
                gate.close(ReadGate.Reason.REPLIES_WAIT);
                return;
            }
        }
    }

    private void flush() {
        long readNs = meter.flushed();
        sendReplies();
        gate.readEnds(readNs, splitter.partialBytes() > 0);
    }

    private void sendReplies() {
        if (gone) {
            return;
        }
        replies.flush();
        if (closing && !saidAll) {
            saidAll = true;
            LastWords.end(context);
        }
    }

    private void scheduleRetry(DelayedRequest request) {
        long waitedMs = NANOSECONDS.toMillis(System.nanoTime() - request.sinceNs());
        long pauseMs = Math.clamp(waitedMs / 4, LEAST_RETRY_MS, MOST_RETRY_MS);
        context.executor().schedule(() -> retry(request), pauseMs, MILLISECONDS);
    }

    private void retry(DelayedRequest request) {
        if (request.reply().isSettled()) {
            return;
        }
        if (gone || closing) {
            ended(request.reply());
        } else if (request.handler().isReached(request.frame())) {
            ended(request.reply());
            meter.resumeRead(request.sinceNs());
            requests.handle(request.handler(), request.frame(), request.reply().correlationId());
            meter.countError(replies);
            flush();
        } else if (System.nanoTime() - request.sinceNs() < MILLISECONDS.toNanos(options.sequenceTimeoutMs())) {
            scheduleRetry(request);
        } else {
            request.reply()
                    .fail(
                            ErrorType.BUSY,
                            "minSequence: not reached within " + options.sequenceTimeoutMs() + " ms; try again");
        }
    }

    private void runWhenWritable() {
        List<Runnable> tasks = List.copyOf(whenWritable);
        whenWritable.clear();
        tasks.forEach(Runnable::run);
    }

    private void closeUnlessGreeted() {
        if (access == null && !gone && !closing) {
            failAndClose(
                    FrameDescriptor.NO_CORRELATION,
                    ErrorType.UNAUTHENTICATED,
                    "connection: found no Hello within " + options.greetingTimeoutMs() + " ms");
            flush();
        }
    }
}
