package io.muster.server.redis;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

/**
 * A connection for which there is no room: it is told so, then closed, a moment later so that the peer gets to read it.
 * Belongs to the I/O thread.
 */
final class NoRoom extends ChannelInboundHandlerAdapter {
    private static final int LINGER_MS = 250;

    @Override
    public void channelActive(ChannelHandlerContext context) {
        context.writeAndFlush(PlainWords.tooMany(context.alloc()));
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
}
