package io.muster.server.http;

import io.muster.server.tls.TlsContext;
import io.muster.server.tls.TlsHandshakes;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Stands on the listening channel and lets connections in: so many at once, and through TLS where that is spoken.
 * Counts: any thread.
 */
@Sharable
final class Admission extends ChannelInboundHandlerAdapter {
    private final TlsContext tlsOrNull;
    private final TlsHandshakes handshakesOrNull;
    private final int maxConnections;
    private final AtomicInteger connections = new AtomicInteger();
    private final LongAdder turnedAway = new LongAdder();

    Admission(HttpDoors doors) {
        tlsOrNull = doors.tlsOrNull();
        handshakesOrNull =
                tlsOrNull == null ? null : new TlsHandshakes(tlsOrNull.options().maxHandshakes());
        maxConnections = doors.maxConnections();
    }

    /** How many are open. */
    int connections() {
        return connections.get();
    }

    /** How many were closed because there was no room. */
    long turnedAway() {
        return turnedAway.sum();
    }

    /** What is read from a listening channel are its connections. */
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        Channel added = (Channel) message;
        if (connections.incrementAndGet() > maxConnections) {
            connections.decrementAndGet();
            turnedAway.increment();
            added.unsafe().closeForcibly();
            return;
        }
        added.pipeline().addLast(new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel registered) {
                registered.closeFuture().addListener(closed -> connections.decrementAndGet());
                if (tlsOrNull != null) {
                    registered.pipeline().addFirst(tlsOrNull.door(handshakesOrNull, PlainAnswer::noTls));
                }
            }
        });
        context.fireChannelRead(message);
    }
}
