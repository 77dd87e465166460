package io.muster.server.wire.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.muster.protocol.ByteBufView;
import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.codec.ErrorReplyEncoder;
import io.muster.protocol.codec.ErrorType;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A connection for which there is no room: it is told so, then closed, a moment later so that the peer gets to read it.
 * Belongs to the I/O thread.
 */
public final class TurnedAway extends ChannelInboundHandlerAdapter {
    private static final int LINGER_MS = 250;
    private static final int RETRY_AFTER_MS = 1_000;
    private static final int MESSAGE_HEADER_BYTES = 4;

    private final WireLoad load;

    public TurnedAway(WireLoad load) {
        this.load = load;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        context.writeAndFlush(error(context));
        context.executor().schedule(() -> context.close(), LINGER_MS, MILLISECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ReferenceCountUtil.release(message);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }

    private ByteBuf error(ChannelHandlerContext context) {
        byte[] message =
                ("connections: found " + load.connections().limit() + ", expected fewer; try again").getBytes(UTF_8);
        int bodyLength = ErrorReplyEncoder.BLOCK_LENGTH + MESSAGE_HEADER_BYTES + message.length;
        ByteBuf frame = context.alloc().directBuffer(FrameDescriptor.BODY_OFFSET + bodyLength);
        UnsafeBuffer view = new UnsafeBuffer(0, 0);
        ByteBufView.wrap(view, frame, 0, FrameDescriptor.BODY_OFFSET + bodyLength);
        new ErrorReplyEncoder()
                .wrap(view, FrameDescriptor.BODY_OFFSET)
                .code(ErrorType.BUSY)
                .line(0)
                .column(0)
                .retryAfterMs(RETRY_AFTER_MS)
                .putMessage(message, 0, message.length);
        FrameDescriptor.putHead(
                view,
                0,
                ErrorReplyEncoder.BLOCK_LENGTH,
                ErrorReplyEncoder.TEMPLATE_ID,
                FrameDescriptor.NO_CORRELATION,
                bodyLength);
        return frame.writerIndex(FrameDescriptor.BODY_OFFSET + bodyLength);
    }
}
