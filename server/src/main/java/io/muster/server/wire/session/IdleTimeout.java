package io.muster.server.wire.session;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;

/**
 * Closes a connection from which nothing has come for a while and for which nothing is being done. Only what comes is
 * looked at: that costs a look at the clock per read, and nothing per reply.
 */
public final class IdleTimeout extends IdleStateHandler {
    private final Session session;
    private final int timeoutMs;

    /** To stand before {@code session} in the pipeline. */
    public IdleTimeout(Session session, int timeoutMs) {
        super(timeoutMs, 0, 0, MILLISECONDS);
        this.session = session;
        this.timeoutMs = timeoutMs;
    }

    @Override
    protected void channelIdle(ChannelHandlerContext context, IdleStateEvent event) {
        session.closeUnlessBusy(
                "connection: found no request for " + timeoutMs + " ms, expected one (a Ping will do) now and then");
    }
}
