package io.muster.server.hook;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.muster.index.SegmentEntry;
import io.muster.index.WorkspaceView;
import io.muster.protocol.webhook.WebhookSignature;
import io.muster.server.change.ChangeCursor;
import io.muster.server.change.ChangeLog;
import io.muster.server.change.ChangesGoneException;
import io.muster.server.hook.call.Call;
import io.muster.server.hook.call.CallAnswer;
import io.muster.server.hook.call.WebhookCaller;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets webhooks have their turns: a bounded number at a time, each with one call under way, so that a receiver gets its
 * changes in order, and one that does not answer holds up nobody else. All methods: its thread.
 */
final class Delivery {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    private static final int STEPS_PER_TURN = 20_000;
    private static final int CALLS_PER_TURN = 8;
    private static final long LOG_PAUSE_MILLIS = 60_000;

    private final ChangeLog log;
    private final HookedSegments segments;
    private final WebhookOptions options;
    private final InstantSource clock;
    private final ScheduledExecutorService thread;
    private final Backoff backoff;
    private final ArrayDeque<Lane> ready = new ArrayDeque<>();
    private WebhookCaller caller;
    private int underWay;

    Delivery(
            ChangeLog log,
            HookedSegments segments,
            WebhookOptions options,
            InstantSource clock,
            ScheduledExecutorService thread) {
        this.log = log;
        this.segments = segments;
        this.options = options;
        this.clock = clock;
        this.thread = thread;
        backoff = new Backoff(options.firstRetryMillis(), options.maxRetryMillis());
    }

    /** It is to have a turn. */
    void queue(Lane lane) {
        lane.queue();
        ready.add(lane);
    }

    /** It is to have a turn now, if it waits for its next try. */
    void hurry(Lane lane) {
        if (lane.state() == Lane.State.RESTING) {
            queue(lane);
            begin();
        }
    }

    /** Those whose turn it is begin. */
    void begin() {
        while (underWay < options.call().maxAtOnce() && !ready.isEmpty()) {
            Lane lane = ready.poll();
            if (lane.state() == Lane.State.READY) {
                underWay++;
                lane.begin();
                goOn(lane);
            }
        }
    }

    /** Sends one call that says nothing, whatever else the webhook does; {@code done} is told on this thread. */
    void test(Webhook webhook, Consumer<CallAnswer> done) throws IOException {
        WorkspaceView workspace = segments.workspace(webhook.workspaceId());
        SegmentEntry segment = segments.segment(webhook.workspaceId(), webhook.segmentId());
        if (workspace == null || segment == null) {
            throw new WebhookRefusedException(
                    WebhookRefusedException.Kind.UNKNOWN_SEGMENT,
                    "segment: found that it was deleted, expected it to be there");
        }
        send(webhook, Message.ofTest(webhook, workspace, segment), 0, done);
    }

    void close() {
        if (caller != null) {
            caller.close();
        }
    }

    private void goOn(Lane lane) {
        WorkspaceView workspace = segments.workspace(lane.webhook().workspaceId());
        SegmentEntry segment =
                segments.segment(lane.webhook().workspaceId(), lane.webhook().segmentId());
        if (workspace == null || segment == null) {
            // It is forgotten soon; until then it has nothing to say.
            lane.idle();
            leave();
            return;
        }
        try {
            goOn(lane, workspace, segment);
        } catch (IOException | RuntimeException e) {
            LOG.error("{}: its changes can't be read or sent", lane.webhook(), e);
            retry(lane, "changes: can't be read or sent, " + e.getMessage(), 0, 0);
        }
    }

    private void goOn(Lane lane, WorkspaceView workspace, SegmentEntry segment) throws IOException {
        Message message = Message.ofChanges(lane.webhook(), workspace, segment);
        boolean ended = false;
        try {
            if (lane.missedFromOrNull() == null) {
                ended = gather(lane, message, workspace);
            } else {
                lane.cursor(log);
            }
        } catch (ChangesGoneException gone) {
            lane.missed(Math.max(gone.oldestSequence(), lane.place().sequence() + 1));
        }
        if (lane.missedFromOrNull() != null) {
            Message gap = Message.ofGap(lane.webhook(), workspace, segment, lane.missedFromOrNull(), lane.place());
            send(lane.webhook(), gap, lane.health().failuresInARow(), answer -> answered(lane, gap, answer));
        } else if (message.count() > 0) {
            send(lane.webhook(), message, lane.health().failuresInARow(), answer -> answered(lane, message, answer));
        } else if (ended) {
            lane.idle();
            leave();
        } else {
            queue(lane);
            leave();
        }
    }

    /** True where there is nothing more behind what the message has. */
    private boolean gather(Lane lane, Message message, WorkspaceView workspace)
            throws ChangesGoneException, IOException {
        long visible = log.visibleSequence();
        ChangeCursor cursor = lane.cursor(log);
        WebhookSpec spec = lane.webhook().spec();
        for (int left = STEPS_PER_TURN; left > 0; left--) {
            ChangeCursor.Step step = cursor.next(visible);
            if (step == ChangeCursor.Step.CHANGE && spec.wants(cursor.entered())) {
                message.add(cursor, workspace);
                if (message.isFull(spec.maxChanges())) {
                    return false;
                }
            }
            if (message.count() == 0) {
                lane.passed(cursor.passedSequence());
            }
            if (step == ChangeCursor.Step.END) {
                return true;
            }
        }
        return false;
    }

    private void send(Webhook webhook, Message message, int attempt, Consumer<CallAnswer> done) throws IOException {
        if (caller == null) {
            caller = new WebhookCaller(options.call());
        }
        byte[] body = message.finish();
        long nowMillis = clock.millis();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Muster-Webhook", webhook.id());
        headers.put("Muster-Attempt", Integer.toString(attempt + 1));
        headers.put(
                WebhookSignature.HEADER,
                WebhookSignature.sign(MILLISECONDS.toSeconds(nowMillis), body, webhook.secretsAt(nowMillis)));
        if (message.keyOrNull() != null) {
            headers.put("Idempotency-Key", message.keyOrNull());
        }
        caller.call(
                new Call(webhook.spec().url(), attempt, headers, body), answer -> onThread(() -> done.accept(answer)));
    }

    private void answered(Lane lane, Message message, CallAnswer answer) {
        if (lane.state() == Lane.State.ENDED) {
            leave();
        } else if (!answer.isDelivered()) {
            retry(lane, answer.problemOrNull(), message.firstMillis(), answer.retryAfterMs());
        } else {
            lane.health().delivered(message.count(), clock.millis());
            if (message.count() > 0) {
                lane.delivered(message.next(), message.lastHint());
            } else {
                lane.told();
            }
            if (lane.turns() >= CALLS_PER_TURN && !ready.isEmpty()) {
                queue(lane);
                leave();
            } else {
                goOn(lane);
            }
        }
    }

    private void retry(Lane lane, String problem, long waitingSinceMillis, long askedMillis) {
        if (clock.millis() - lane.health().lastErrorMillis() >= LOG_PAUSE_MILLIS) {
            LOG.warn("{}: a call failed and is tried again: {}", lane.webhook(), problem);
        }
        lane.health().failed(problem, waitingSinceMillis, clock.millis());
        lane.rest();
        long delayMillis = backoff.millis(lane.health().failuresInARow(), askedMillis, ThreadLocalRandom.current());
        try {
            thread.schedule(() -> hurry(lane), delayMillis, MILLISECONDS);
        } catch (RejectedExecutionException closing) {
            lane.end();
        }
        leave();
    }

    /** A turn is over, and another's begins; not at once, for turns that find nothing would stand on one another. */
    private void leave() {
        underWay--;
        onThread(this::begin);
    }

    private void onThread(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException closing) {
            LOG.debug("webhooks: closing");
        }
    }
}
