package io.muster.server.wire.session;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.FrameSplitter;
import io.muster.protocol.codec.ErrorType;
import io.muster.protocol.codec.HelloDecoder;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
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
public final class Session extends ChannelInboundHandlerAdapter implements FrameSplitter.Handler {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);
    private static final int BATCH_BYTES = 256 * 1024;
    private static final int SEQUENCE_RETRY_MS = 1;

    private final SessionOptions options;
    private final RequestTable table;
    private final List<Runnable> whenWritable = new ArrayList<>(0);
    private ChannelHandlerContext context;
    private FrameSplitter splitter;
    private ReplyBuffer replies;
    private boolean greeted;
    private boolean paused;
    private boolean flushScheduled;
    private boolean closing;
    private boolean gone;
    private int outstanding;
    private int templateId;
    private long readNs;
    private long repliesPromised;
    private int exports;

    /** A connection that has not greeted yet. */
    public Session(SessionOptions options, RequestTable table) {
        this.options = options;
        this.table = table;
    }

    /** Where replies are encoded. */
    public ReplyBuffer replies() {
        return replies;
    }

    /** The bounds of this connection. */
    public SessionOptions options() {
        return options;
    }

    /** The peer has said Hello: from here on all requests are taken. */
    public void greet() {
        greeted = true;
        splitter.maxLength(FrameDescriptor.MAX_LENGTH);
    }

    /** Replies with an error. */
    public void fail(long correlationId, ErrorType type, String message) {
        ErrorReplies.write(replies, correlationId, type, message);
    }

    /** Replies with an error and then closes: nothing more is taken. */
    public void failAndClose(long correlationId, ErrorType type, String message) {
        fail(correlationId, type, message);
        closing = true;
        splitter.close();
    }

    /** A reply to be finished later; null, and an error reply, where too many are already. */
    public SlowReply replyLater(long correlationId) {
        if (outstanding >= options.maxOutstanding()) {
            fail(
                    correlationId,
                    ErrorType.BUSY,
                    "connection: found " + outstanding + " requests under way, expected fewer; try again");
            return null;
        }
        outstanding++;
        repliesPromised++;
        return new SlowReply(this, correlationId).measured(templateId, readNs);
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

    /** Whether another export may begin; to be followed by {@link #endExport}. */
    public boolean beginExport() {
        if (exports >= options.maxExports()) {
            return false;
        }
        exports++;
        return true;
    }

    public void endExport() {
        exports--;
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
        replies = new ReplyBuffer(added);
        splitter = new FrameSplitter(added.alloc(), options.greetingMaxBytes(), this);
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
        runWhenWritable();
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object message) {
        splitter.add((ByteBuf) message);
        startMeasuring();
        if (!paused) {
            deliver();
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
            startMeasuring();
            deliver();
            flush();
            if (!paused) {
                changed.channel().config().setAutoRead(true);
            }
        }
        runWhenWritable();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext from, Throwable cause) {
        if (cause instanceof IOException) {
            LOG.debug("connection {} broke: {}", from.channel(), cause.getMessage());
        } else {
            LOG.error("connection {} failed", from.channel(), cause);
        }
        from.close();
    }

    @Override
    public boolean onFrame(DirectBuffer frame) {
        templateId = 0;
        dispatch(frame);
        countError();
        return replies.gathered() < BATCH_BYTES;
    }

    @Override
    public void onBadLength(int length, int maxLength) {
        failAndClose(
                FrameDescriptor.NO_CORRELATION,
                ErrorType.FRAME_TOO_LONG,
                "frame length: found " + Integer.toUnsignedString(length) + ", expected " + FrameDescriptor.MIN_LENGTH
                        + " to " + maxLength);
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
        outstanding--;
        if (gone || closing) {
            return;
        }
        try {
            writer.write(replies, reply.correlationId());
        } catch (Throwable e) {
            // An error too: whoever asked must not wait for ever.
            ErrorReplies.write(replies, reply.correlationId(), e);
        }
        templateId = reply.templateId();
        countError();
        table.meter().answeredLater(templateId, System.nanoTime() - reply.sinceNs());
        if (!flushScheduled) {
            flushScheduled = true;
            context.executor().execute(this::flushScheduled);
        }
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
                context.channel().config().setAutoRead(false);
                return;
            }
        }
    }

    private void startMeasuring() {
        if (readNs == 0) {
            readNs = System.nanoTime();
        }
    }

    private void countError() {
        int code = replies.takeError();
        if (code != 0) {
            table.meter().failed(templateId, code);
        }
    }

    private void flush() {
        table.meter().flushed(readNs);
        readNs = 0;
        if (gone) {
            return;
        }
        replies.flush();
        if (closing) {
            context.close();
        }
    }

    private void dispatch(DirectBuffer frame) {
        int templateId = FrameDescriptor.templateId(frame, 0);
        int schemaId = FrameDescriptor.schemaId(frame, 0);
        long correlationId = FrameDescriptor.correlationId(frame, 0);
        if (schemaId != HelloDecoder.SCHEMA_ID) {
            refuse(correlationId, "schema id: found " + schemaId + ", expected " + HelloDecoder.SCHEMA_ID);
            return;
        }
        if (!greeted && templateId != HelloDecoder.TEMPLATE_ID) {
            failAndClose(
                    correlationId,
                    ErrorType.UNAUTHENTICATED,
                    "first message: found template " + templateId + ", expected Hello (" + HelloDecoder.TEMPLATE_ID
                            + ")");
            return;
        }
        RequestHandler handler = table.handler(templateId);
        if (handler == null) {
            refuse(correlationId, "template id: found " + templateId + ", which is no request that this server knows");
            return;
        }
        handle(handler, frame, correlationId);
    }

    private void handle(RequestHandler handler, DirectBuffer frame, long correlationId) {
        templateId = handler.templateId();
        long promisedBefore = repliesPromised;
        answer(handler, frame, correlationId);
        if (repliesPromised == promisedBefore) {
            table.meter().answered(templateId);
        }
    }

    private void answer(RequestHandler handler, DirectBuffer frame, long correlationId) {
        int blockLength = FrameDescriptor.blockLength(frame, 0);
        if (blockLength < handler.blockLength()) {
            fail(
                    correlationId,
                    ErrorType.BAD_REQUEST,
                    "block length of template " + handler.templateId() + ": found " + blockLength + ", expected "
                            + handler.blockLength() + " or more");
            return;
        }
        try {
            handler.onRequest(this, frame, blockLength, FrameDescriptor.schemaVersion(frame, 0), correlationId);
        } catch (IndexOutOfBoundsException e) {
            fail(
                    correlationId,
                    ErrorType.BAD_REQUEST,
                    "message of template " + handler.templateId() + ": found a frame of " + frame.capacity()
                            + " bytes, expected more: its lengths and counts reach beyond");
        } catch (Throwable e) {
            ErrorReplies.write(replies, correlationId, e);
        }
    }

    private void refuse(long correlationId, String message) {
        if (greeted) {
            fail(correlationId, ErrorType.UNSUPPORTED, message);
        } else {
            failAndClose(correlationId, ErrorType.UNSUPPORTED, message);
        }
    }

    private void scheduleRetry(DelayedRequest request) {
        context.executor().schedule(() -> retry(request), SEQUENCE_RETRY_MS, MILLISECONDS);
    }

    private void retry(DelayedRequest request) {
        if (gone || closing) {
            outstanding--;
        } else if (request.handler().isReached(request.frame())) {
            outstanding--;
            readNs = request.sinceNs();
            handle(request.handler(), request.frame(), request.reply().correlationId());
            countError();
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
        if (!greeted && !gone) {
            failAndClose(
                    FrameDescriptor.NO_CORRELATION,
                    ErrorType.UNAUTHENTICATED,
                    "connection: found no Hello within " + options.greetingTimeoutMs() + " ms");
            flush();
        }
    }
}
