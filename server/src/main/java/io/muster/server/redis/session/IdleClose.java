package io.muster.server.redis.session;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;

/**
 * Closes a connection from which nothing has come for a while and for which nothing is being done, without a word as
 * Redis does: a client would take it for the answer to its next command.
 */
public final class IdleClose extends IdleStateHandler {
    private final RedisConnection connection;

    /** To stand before {@code connection} in the pipeline. */
    public IdleClose(RedisConnection connection, int timeoutMs) {
        super(timeoutMs, 0, 0, MILLISECONDS);
        this.connection = connection;
    }

    @Override
    protected void channelIdle(ChannelHandlerContext context, IdleStateEvent event) {
        if (!connection.isBusy()) {
            context.close();
        }
    }
}
