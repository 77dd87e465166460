package io.muster.server.wire.flow;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;

/**
 * Ends a connection so that the peer gets to read what it was told last. Where a system closes a connection whose input
 * nobody has read, it resets it, and what the peer has not read yet is lost: so the end is said first, and what the
 * peer still sends is read, and dropped by the channel's handler, for a moment. Belongs to the I/O thread.
 */
public final class LastWords {
    private static final int LINGER_MS = 250;

    private LastWords() {}

    /** Closes when all that was written has gone out; to be called once. */
    public static void end(ChannelHandlerContext context) {
        context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> {
            if (written.isSuccess()) {
                endOutput(context);
            } else {
                context.close();
            }
        });
    }

    private static void endOutput(ChannelHandlerContext context) {
        Channel channel = context.channel();
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (!(channel instanceof DuplexChannel duplex) || duplex.isInputShutdown()) {
            context.close();
            return;
        }
        if (tls != null) {
            tls.closeOutbound();
        } else {
            duplex.shutdownOutput();
        }
        channel.config().setAutoRead(true);
        context.executor().schedule(() -> context.close(), LINGER_MS, MILLISECONDS);
    }

    /** Whether the end has been said, so that nothing is left to wait for when the peer ends as well. */
    public static boolean areSaid(ChannelHandlerContext context) {
        return context.channel() instanceof DuplexChannel duplex && duplex.isOutputShutdown();
    }
}
