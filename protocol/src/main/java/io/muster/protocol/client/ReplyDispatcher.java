package io.muster.protocol.client;

import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.FrameSplitter;
import io.muster.protocol.codec.ErrorReplyDecoder;
import io.muster.protocol.codec.MemberReplyDecoder;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import java.util.concurrent.CompletableFuture;
import org.agrona.DirectBuffer;

/** Brings replies to the requests that wait for them. Lives on the connection's thread. */
final class ReplyDispatcher extends ChannelInboundHandlerAdapter implements FrameSplitter.Handler {
    private final Connection connection;
    private final PendingRequests pending;
    private final MemberReplyDecoder memberReply = new MemberReplyDecoder();
    private FrameSplitter splitter;
    private ChannelHandlerContext context;

    ReplyDispatcher(Connection connection, PendingRequests pending) {
        this.connection = connection;
        this.pending = pending;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        splitter = new FrameSplitter(added.alloc(), FrameDescriptor.MAX_LENGTH, this);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext removed) {
        splitter.close();
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object message) {
        splitter.add((ByteBuf) message);
        splitter.deliver();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext changed) {
        connection.onWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext inactive) {
        connection.onLost("connection closed by the server", null);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext from, Throwable cause) {
        connection.onLost(cause instanceof DecoderException ? TlsHandshake.reason(cause) : cause.toString(), cause);
        from.close();
    }

    @Override
    public boolean onFrame(DirectBuffer frame) {
        if (FrameDescriptor.schemaId(frame, 0) != MemberReplyDecoder.SCHEMA_ID) {
            connection.onLost(
                    "schema id: found " + FrameDescriptor.schemaId(frame, 0) + ", expected "
                            + MemberReplyDecoder.SCHEMA_ID + "; is it a muster server?",
                    null);
            context.close();
            return true;
        }
        PendingRequest place = pending.claim(FrameDescriptor.correlationId(frame, 0));
        if (place == null) {
            onUnclaimed(frame);
        } else if (place.memberHandler != null) {
            MemberHandler handler = place.memberHandler;
            long token = place.token;
            pending.release(place);
            try {
                completeMember(frame, handler, token);
            } catch (RuntimeException e) {
                Thread thread = Thread.currentThread();
                thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
            }
        } else {
            Request<?> request = place.request;
            CompletableFuture<?> future = place.future;
            pending.release(place);
            complete(frame, request, future);
        }
        return true;
    }

    @Override
    public void onBadLength(int length, int maxLength) {
        connection.onLost(
                "frame length: found " + Integer.toUnsignedString(length) + ", expected " + FrameDescriptor.MIN_LENGTH
                        + " to " + maxLength + "; is it a muster server?",
                null);
        context.close();
    }

    /** An error about the connection as a whole, or a reply that nobody waits for any more. */
    private void onUnclaimed(DirectBuffer frame) {
        if (FrameDescriptor.correlationId(frame, 0) == FrameDescriptor.NO_CORRELATION
                && FrameDescriptor.templateId(frame, 0) == ErrorReplyDecoder.TEMPLATE_ID) {
            connection.onLost(error(frame).getMessage(), null);
        }
    }

    private void completeMember(DirectBuffer frame, MemberHandler handler, long token) {
        int templateId = FrameDescriptor.templateId(frame, 0);
        if (templateId == MemberReplyDecoder.TEMPLATE_ID) {
            memberReply.wrap(
                    frame,
                    FrameDescriptor.BODY_OFFSET,
                    FrameDescriptor.blockLength(frame, 0),
                    FrameDescriptor.schemaVersion(frame, 0));
            handler.onMembership(token, Membership.ofWire(memberReply.outcomeRaw()), memberReply.sequence());
        } else {
            handler.onFailure(token, failure(frame, templateId, MemberReplyDecoder.TEMPLATE_ID));
        }
    }

    private static <T> void complete(DirectBuffer frame, Request<T> request, CompletableFuture<?> waiting) {
        @SuppressWarnings("unchecked")
        CompletableFuture<T> future = (CompletableFuture<T>) waiting;
        int templateId = FrameDescriptor.templateId(frame, 0);
        if (templateId != request.replyTemplateId()) {
            future.completeExceptionally(failure(frame, templateId, request.replyTemplateId()));
            return;
        }
        T reply;
        try {
            reply = request.reply()
                    .decode(
                            frame,
                            FrameDescriptor.BODY_OFFSET,
                            FrameDescriptor.blockLength(frame, 0),
                            FrameDescriptor.schemaVersion(frame, 0));
        } catch (RuntimeException | OutOfMemoryError e) {
            // A length that is wrong can ask for more memory than there is; the caller must hear of it all the same.
            future.completeExceptionally(new MusterException(
                    ErrorCode.INTERNAL, "reply of template " + templateId + ": can't be read, " + e, 0, 0, 0, e));
            return;
        }
        future.complete(reply);
    }

    private static MusterException failure(DirectBuffer frame, int templateId, int expectedTemplateId) {
        return templateId == ErrorReplyDecoder.TEMPLATE_ID
                ? error(frame)
                : new MusterException(
                        ErrorCode.INTERNAL, "reply: found template " + templateId + ", expected " + expectedTemplateId);
    }

    static MusterException error(DirectBuffer frame) {
        try {
            return decodedError(frame);
        } catch (RuntimeException | OutOfMemoryError e) {
            return new MusterException(ErrorCode.INTERNAL, "error reply: can't be read, " + e, 0, 0, 0, e);
        }
    }

    private static MusterException decodedError(DirectBuffer frame) {
        ErrorReplyDecoder reply = new ErrorReplyDecoder()
                .wrap(
                        frame,
                        FrameDescriptor.BODY_OFFSET,
                        FrameDescriptor.blockLength(frame, 0),
                        FrameDescriptor.schemaVersion(frame, 0));
        ErrorCode code = ErrorCode.ofWire(reply.codeRaw());
        int line = reply.line();
        int column = reply.column();
        int retryAfterMs = reply.retryAfterMs();
        return new MusterException(code, reply.message(), line, column, retryAfterMs, null);
    }
}
