package io.muster.server.http;

import io.netty.channel.Channel;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.ext.web.RoutingContext;

/**
 * A body that is sent as fast as its reader takes it; who takes too little for too long is cut off. Belongs to the I/O
 * thread.
 *
 * <p>What ends before its end ends with the connection, and without the last chunk: the reader can't take it for the
 * whole.
 */
public final class StreamedBody {
    private static final long NO_TIMER = -1;

    private final RoutingContext asked;
    private final HttpServerResponse response;
    private final int unreadTimeoutMs;
    private final Ending ending;
    private long patience = NO_TIMER;
    private boolean said;
    private boolean over;

    /** What is told of the end, once. */
    public interface Ending {
        /** All was sent, or there is nobody to send it to any more. */
        void ended();

        /** It was cut off, before {@link #ended}. */
        void cutOff(String why);
    }

    /**
     * Begins with the body; the head is said.
     *
     * @param unreadBytes that are kept for a reader who does not read
     * @param unreadTimeoutMs in which a reader must take half of these, or all there is
     */
    public StreamedBody(RoutingContext asked, int unreadBytes, int unreadTimeoutMs, Ending ending) {
        this.asked = asked;
        this.unreadTimeoutMs = unreadTimeoutMs;
        this.ending = ending;
        response = asked.response();
        asked.addEndHandler(gone -> {
            if (!said) {
                end();
            }
        });
        response.setChunked(true).setWriteQueueMaxSize(unreadBytes);
    }

    /** Whether there is nothing more to do. */
    public boolean isOver() {
        return over;
    }

    /** Sends a piece; {@code next} is called when the reader takes more, which may be at once. */
    public void send(Buffer piece, Runnable next) {
        if (over) {
            return;
        }
        if (piece.length() > 0) {
            response.write(piece);
        }
        if (response.writeQueueFull()) {
            beImpatient();
            response.drainHandler(taken -> {
                bePatient();
                if (!over) {
                    next.run();
                }
            });
        } else {
            next.run();
        }
    }

    /** All is sent. */
    public void finish() {
        if (!over) {
            said = true;
            beImpatient();
            response.end().onComplete(sent -> end());
        }
    }

    /** Ends the connection. Closing in order would wait for the reader, who does not read. */
    public void cutOff(String why) {
        if (over) {
            return;
        }
        ending.cutOff(why);
        end();
        HttpConnection connection = asked.request().connection();
        if (connection instanceof HttpServerConnection held) {
            Channel channel = held.channelHandlerContext().channel();
            channel.unsafe().close(channel.voidPromise());
        } else {
            connection.close();
        }
    }

    private void beImpatient() {
        patience = asked.vertx()
                .setTimer(
                        unreadTimeoutMs,
                        late -> cutOff("its reader took too little within " + unreadTimeoutMs + " ms"));
    }

    private void bePatient() {
        asked.vertx().cancelTimer(patience);
        patience = NO_TIMER;
    }

    private void end() {
        if (!over) {
            over = true;
            bePatient();
            ending.ended();
        }
    }
}
