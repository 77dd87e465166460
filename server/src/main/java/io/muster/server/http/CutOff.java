package io.muster.server.http;

import io.netty.channel.Channel;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;

/** Ends a connection whose reader does not read. The I/O thread. */
public final class CutOff {
    private CutOff() {}

    /** Closing in order would wait for the reader. */
    public static void now(HttpConnection connection) {
        if (connection instanceof HttpServerConnection held) {
            Channel channel = held.channelHandlerContext().channel();
            channel.unsafe().close(channel.voidPromise());
        } else {
            connection.close();
        }
    }
}
