package io.muster.server.api.data;

import io.muster.index.WorkspaceView;
import io.muster.server.api.ApiCall;
import io.muster.server.change.ChangeCursor;
import io.muster.server.change.ChangeFeed;
import io.muster.server.change.ChangeReading;
import io.muster.server.change.ChangesGoneException;
import io.muster.server.http.StreamedBody;
import io.muster.server.security.Doorkeeper;
import io.muster.server.security.Visit;
import io.muster.server.wire.backend.Backend;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends changes to one caller as events. Its turns are on the feed's thread, and the I/O thread sends: never both at a
 * time, for there is one piece on its way at most, and the next turn comes when the reader takes more.
 */
final class ChangeEvents implements ChangeFeed.Follower, StreamedBody.Ending {
    /** Kept for a reader that does not read. */
    static final int UNREAD_BYTES = 128 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(ChangeEvents.class);

    private final ApiCall call;
    private final Backend backend;
    private final Doorkeeper doorkeeper;
    private final ChangeFeed feed;
    private final ChangeReading reading;
    private final int workspaceId;
    private final Context context;
    private final EventPiece piece = new EventPiece();
    private StreamedBody body;
    private Visit visit;
    private boolean paused;
    private volatile boolean gone;

    ChangeEvents(ApiCall call, Backend backend, Doorkeeper doorkeeper, ChangeFeed feed, ChangeCursor cursor) {
        this.call = call;
        this.backend = backend;
        this.doorkeeper = doorkeeper;
        this.feed = feed;
        reading = new ChangeReading(feed, cursor);
        workspaceId = call.workspace().id();
        context = call.routing().vertx().getOrCreateContext();
    }

    /** The head is said. The I/O thread. */
    void begin() {
        int cutOffMs = (int) feed.options().cutOffMillis();
        body = new StreamedBody(call.routing(), UNREAD_BYTES, cutOffMs, this);
        visit = doorkeeper.enter(call.access(), () -> onThread(() -> body.cutOff("its token is no longer good")));
    }

    @Override
    public ChangeFeed.Turn turn() {
        if (gone) {
            return ChangeFeed.Turn.LEAVE;
        }
        WorkspaceView workspace = backend.workspace(workspaceId);
        if (workspace == null) {
            return end("deleted", "workspace: found that it was deleted, expected it to be there");
        }
        try {
            return readOn(workspace);
        } catch (ChangesGoneException e) {
            return end("gone", e.getMessage());
        } catch (IOException | RuntimeException e) {
            LOG.error("changes can't be read", e);
            return end("failed", "changes: can't be read, see the server's log");
        }
    }

    @Override
    public void left() {
        reading.close();
        onThread(() -> {
            if (body != null) {
                body.finish();
            }
        });
    }

    @Override
    public void ended() {
        gone = true;
        visit.leave();
        if (paused) {
            paused = false;
            feed.resume(this);
        }
    }

    @Override
    public void cutOff(String why) {
        LOG.warn(
                "changes of workspace '{}' for {} cut off: {}", call.workspace().name(), call.access(), why);
    }

    private ChangeFeed.Turn readOn(WorkspaceView workspace) throws ChangesGoneException, IOException {
        return switch (reading.read(workspace, piece)) {
            case SEND -> {
                if (reading.isAll() || piece.isEmpty()) {
                    piece.addReached(reading.reachedSequence());
                }
                send();
                yield ChangeFeed.Turn.PAUSE;
            }
            case MORE -> ChangeFeed.Turn.AGAIN;
            case NOTHING -> ChangeFeed.Turn.AWAIT;
            case BROKEN ->
                end(
                        "broken",
                        "changes: none are kept until the server is started again: "
                                + feed.log().status().brokenReason());
        };
    }

    private void send() {
        Buffer bytes = piece.take();
        onThread(() -> {
            if (gone) {
                feed.resume(this);
                return;
            }
            paused = true;
            body.send(bytes, () -> {
                paused = false;
                feed.resume(this);
            });
        });
    }

    /** One last event that says why; {@link #left} ends the body behind it. */
    private ChangeFeed.Turn end(String event, String why) {
        piece.addEnd(event, why);
        Buffer bytes = piece.take();
        onThread(() -> body.send(bytes, () -> {}));
        return ChangeFeed.Turn.LEAVE;
    }

    /** Nobody is there to be told once the port is closed; the feed is about to be. */
    private void onThread(Runnable work) {
        try {
            context.runOnContext(back -> work.run());
        } catch (RejectedExecutionException closed) {
            gone = true;
        }
    }
}
