package io.muster.server.wire.change;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.muster.index.WorkspaceView;
import io.muster.protocol.codec.ErrorType;
import io.muster.server.change.ChangeCursor;
import io.muster.server.change.ChangeFeed;
import io.muster.server.change.ChangeReading;
import io.muster.server.change.ChangesGoneException;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.session.Session;
import io.muster.server.wire.session.SlowReply;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows changes for one request. Its turns are on the feed's thread, and the connection's I/O thread sends: never
 * both at a time, for there is one batch on its way at most, and the next turn comes when the connection takes more.
 */
final class ChangeSubscription implements ChangeFeed.Follower {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeSubscription.class);

    private final Backend backend;
    private final ChangeFeed feed;
    private final Session session;
    private final ChannelHandlerContext context;
    private final SlowReply reply;
    private final ChangeReading reading;
    private final int workspaceId;
    private final BatchEncoder batch;
    private int deliveries;
    private volatile boolean gone;

    ChangeSubscription(Backend backend, Session session, SlowReply reply, ChangeCursor cursor, int workspaceId) {
        this.backend = backend;
        this.session = session;
        this.reply = reply;
        this.workspaceId = workspaceId;
        feed = backend.changes();
        reading = new ChangeReading(feed, cursor);
        context = session.context();
        batch = new BatchEncoder(context.alloc());
    }

    @Override
    public ChangeFeed.Turn turn() {
        if (gone) {
            reply.end();
            return ChangeFeed.Turn.LEAVE;
        }
        WorkspaceView workspace = backend.workspace(workspaceId);
        if (workspace == null) {
            return fail(ErrorType.UNKNOWN_WORKSPACE, "workspace: id " + workspaceId + " was deleted");
        }
        try {
            return readOn(workspace);
        } catch (ChangesGoneException e) {
            return fail(ErrorType.GONE, e.getMessage());
        } catch (IOException | RuntimeException e) {
            LOG.error("changes can't be read", e);
            return fail(ErrorType.INTERNAL, "changes: can't be read, " + e.getMessage());
        } finally {
            batch.abandon();
        }
    }

    @Override
    public void left() {
        reading.close();
    }

    private ChangeFeed.Turn readOn(WorkspaceView workspace) throws ChangesGoneException, IOException {
        return switch (reading.read(workspace, batch)) {
            case SEND -> {
                send();
                yield ChangeFeed.Turn.PAUSE;
            }
            case MORE -> ChangeFeed.Turn.AGAIN;
            case NOTHING -> ChangeFeed.Turn.AWAIT;
            case BROKEN ->
                fail(
                        ErrorType.BROKEN,
                        "changes: none are kept from sequence " + feed.log().brokenFromSequence()
                                + " on until the server is started again: "
                                + feed.log().status().brokenReason());
        };
    }

    private void send() {
        ByteBuf frame = batch.finish(
                reply.correlationId(), reading.reachedSequence(), feed.log().visibleSequence());
        try {
            context.executor().execute(() -> deliver(frame));
        } catch (RejectedExecutionException closing) {
            frame.release();
            comeBack(true);
        }
    }

    private void deliver(ByteBuf frame) {
        if (session.isGone()) {
            frame.release();
            comeBack(true);
            return;
        }
        deliveries++;
        context.writeAndFlush(frame, context.voidPromise());
        if (context.channel().isWritable()) {
            comeBack(false);
        } else {
            session.whenWritable(() -> comeBack(session.isGone()));
            watch(deliveries, context.channel().bytesBeforeWritable());
        }
    }

    /** Closes a connection that takes nothing for too long. */
    private void watch(int delivery, long waitingBytes) {
        Channel channel = context.channel();
        context.executor()
                .schedule(
                        () -> {
                            if (delivery != deliveries || channel.isWritable() || !channel.isActive()) {
                                return;
                            }
                            if (channel.bytesBeforeWritable() < waitingBytes) {
                                watch(delivery, channel.bytesBeforeWritable());
                                return;
                            }
                            LOG.warn(
                                    "connection {}: cut off, it took nothing of its changes for {} ms",
                                    channel,
                                    feed.options().cutOffMillis());
                            context.close();
                        },
                        feed.options().cutOffMillis(),
                        MILLISECONDS);
    }

    private void comeBack(boolean nowGone) {
        gone = gone || nowGone;
        feed.resume(this);
    }

    private ChangeFeed.Turn fail(ErrorType type, String message) {
        reply.fail(type, message);
        return ChangeFeed.Turn.LEAVE;
    }
}
