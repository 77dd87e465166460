package io.muster.server.api.data;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.fasterxml.jackson.core.JsonGenerator;
import io.muster.index.WorkspaceView;
import io.muster.server.api.ApiCall;
import io.muster.server.api.JsonWriter;
import io.muster.server.change.ChangeCursor;
import io.muster.server.change.ChangeFeed;
import io.muster.server.change.ChangeJson;
import io.muster.server.change.ChangesGoneException;
import io.muster.server.http.StreamedBody;
import io.muster.server.security.Doorkeeper;
import io.muster.server.security.Visit;
import io.muster.server.wire.backend.Backend;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
    private static final int STEPS_PER_TURN = 20_000;
    private static final int PIECE_BYTES = 64 * 1024;

    private final ApiCall call;
    private final Backend backend;
    private final Doorkeeper doorkeeper;
    private final ChangeFeed feed;
    private final ChangeCursor cursor;
    private final int workspaceId;
    private final Context context;
    private final ChangeJson json = new ChangeJson();
    private final ByteArrayOutputStream piece = new ByteArrayOutputStream();
    private long toldAtNanos;
    private StreamedBody body;
    private Visit visit;
    private boolean paused;
    private volatile boolean gone;

    ChangeEvents(ApiCall call, Backend backend, Doorkeeper doorkeeper, ChangeFeed feed, ChangeCursor cursor) {
        this.call = call;
        this.backend = backend;
        this.doorkeeper = doorkeeper;
        this.feed = feed;
        this.cursor = cursor;
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
        cursor.close();
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
        long visible = feed.log().visibleSequence();
        boolean broken = visible == feed.log().brokenFromSequence() - 1;
        ChangeCursor.Step step = gather(workspace, visible);
        if (piece.size() > 0 || isHeartbeatDue()) {
            boolean all = step == ChangeCursor.Step.END;
            if (all || piece.size() == 0) {
                long reached = all ? Math.max(visible, cursor.passedSequence()) : cursor.passedSequence();
                put(": reached " + reached + "\nid: " + reached + "\n\n");
            }
            send();
            return ChangeFeed.Turn.PAUSE;
        }
        if (step != ChangeCursor.Step.END) {
            return ChangeFeed.Turn.AGAIN;
        }
        if (broken) {
            return end(
                    "broken",
                    "changes: none are kept until the server is started again: "
                            + feed.log().status().brokenReason());
        }
        return ChangeFeed.Turn.AWAIT;
    }

    private ChangeCursor.Step gather(WorkspaceView workspace, long visible) throws ChangesGoneException, IOException {
        ChangeCursor.Step step = ChangeCursor.Step.AGAIN;
        for (int left = STEPS_PER_TURN; left > 0 && step != ChangeCursor.Step.END; left--) {
            step = cursor.next(visible);
            if (step == ChangeCursor.Step.CHANGE) {
                put("id: " + cursor.sequence() + ":" + cursor.index() + "\nevent: "
                        + (cursor.entered() ? "entered" : "left") + "\ndata: ");
                try (JsonGenerator generator =
                        JsonWriter.FACTORY.createGenerator(piece).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
                    json.write(generator, cursor, workspace);
                }
                put("\n\n");
                if (piece.size() >= PIECE_BYTES) {
                    return step;
                }
            }
        }
        return step;
    }

    private boolean isHeartbeatDue() {
        return toldAtNanos == 0
                || System.nanoTime() - toldAtNanos
                        >= MILLISECONDS.toNanos(feed.options().heartbeatMillis());
    }

    private void send() {
        toldAtNanos = System.nanoTime();
        Buffer bytes = Buffer.buffer(piece.toByteArray());
        piece.reset();
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
        put("event: " + event + "\ndata: ");
        piece.writeBytes(JsonWriter.bytes(generator -> {
            generator.writeStartObject();
            generator.writeStringField("detail", why);
            generator.writeEndObject();
        }));
        put("\n\n");
        Buffer bytes = Buffer.buffer(piece.toByteArray());
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

    private void put(String text) {
        piece.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
