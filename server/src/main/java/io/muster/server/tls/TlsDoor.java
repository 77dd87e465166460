package io.muster.server.tls;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands first on a connection of a port that speaks TLS. Looks at the first bytes: TLS is let through to a handshake;
 * anything else is answered in the port's own words, that a client may say what is wrong, and closed. Counts as a
 * handshake under way from the connection's beginning until the handshake is done, within the time there is for it.
 */
final class TlsDoor extends ByteToMessageDecoder {
    private static final Logger LOG = LoggerFactory.getLogger(TlsDoor.class);
    private static final int RECORD_HEADER_LENGTH = 5;

    private final TlsContext tls;
    private final TlsHandshakes handshakes;
    private final Function<ByteBufAllocator, ByteBuf> plaintextAnswer;
    private boolean counted;
    private boolean refused;

    TlsDoor(TlsContext tls, TlsHandshakes handshakes, Function<ByteBufAllocator, ByteBuf> plaintextAnswer) {
        this.tls = tls;
        this.handshakes = handshakes;
        this.plaintextAnswer = plaintextAnswer;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        if (!handshakes.begin()) {
            LOG.debug("{}: closed, {} handshakes are under way", context.channel(), handshakes.underWay());
            tls.countRefused();
            refuse(context);
            context.close();
            return;
        }
        counted = true;
        Future<?> deadline =
                context.executor().schedule(() -> giveUp(context), tls.options().handshakeTimeoutMs(), MILLISECONDS);
        context.channel().closeFuture().addListener(closed -> {
            deadline.cancel(false);
            endHandshake(false);
        });
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf bytes, List<Object> out) {
        if (refused) {
            bytes.skipBytes(bytes.readableBytes());
        } else if (bytes.readableBytes() >= RECORD_HEADER_LENGTH) {
            if (SslHandler.isEncrypted(bytes, false)) {
                shakeHands(context);
            } else {
                bytes.skipBytes(bytes.readableBytes());
                answerPlainly(context);
            }
        }
    }

    private void shakeHands(ChannelHandlerContext context) {
        SslHandler handler = tls.current().newHandler(context.alloc());
        handler.setHandshakeTimeoutMillis(tls.options().handshakeTimeoutMs());
        handler.handshakeFuture().addListener(done -> {
            endHandshake(done.isSuccess());
            if (!done.isSuccess()) {
                LOG.debug("{}: no handshake, {}", context.channel(), String.valueOf(done.cause()));
            }
        });
        context.pipeline().replace(this, "tls", handler);
    }

    private void answerPlainly(ChannelHandlerContext context) {
        LOG.debug("{}: closed, it does not speak TLS", context.channel());
        refuse(context);
        context.writeAndFlush(plaintextAnswer.apply(context.alloc())).addListener(ChannelFutureListener.CLOSE);
    }

    private void giveUp(ChannelHandlerContext context) {
        if (counted) {
            LOG.debug(
                    "{}: closed, no handshake within {} ms",
                    context.channel(),
                    tls.options().handshakeTimeoutMs());
            refuse(context);
            context.channel().close();
        }
    }

    private void refuse(ChannelHandlerContext context) {
        refused = true;
        context.channel().config().setAutoRead(false);
    }

    private void endHandshake(boolean done) {
        if (counted) {
            counted = false;
            handshakes.end();
            if (!done) {
                tls.countRefused();
            }
        }
    }
}
