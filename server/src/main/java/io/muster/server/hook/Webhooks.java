package io.muster.server.hook;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.muster.index.SegmentEntry;
import io.muster.server.change.ChangeLog;
import io.muster.server.hook.call.CallAnswer;
import io.muster.server.thread.Niceness;
import io.muster.server.thread.Settling;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The webhooks of segments: made, changed, deleted, and at work. Any thread; nothing waits for the disk or the network
 * but the webhooks' own threads, and without webhooks nothing is done.
 *
 * <p>A webhook is there as long as its segment is. It is made only when the segment is on the disk for good: otherwise
 * a crash could undo the segment, and another one would get its id and its webhook.
 */
public final class Webhooks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);
    private static final int TICK_MS = 10;
    private static final int SWEEP_MS = 1_000;
    private static final int PLACES_MS = 5_000;
    private static final int IDLE_PLACES_MS = 60_000;
    private static final int CLOSE_TIMEOUT_MS = 3_000;
    private static final int MOST_TESTS = 8;

    private final WebhookStore store;
    private final HookedSegments segments;
    private final ChangeLog log;
    private final WebhookOptions options;
    private final InstantSource clock;
    private final ScheduledExecutorService thread;
    private final Lanes lanes = new Lanes();
    private final Delivery delivery;
    private final Tail tail;
    private ScheduledFuture<?> ticking;
    private long sweptAtMs;
    private long keptAtMs;
    private Map<String, HookPlace> kept = Map.of();
    private int tests;
    private boolean placesFailed;

    /**
     * Forgets what does not belong to the segments there are: those that were deleted, and those of a journal that came
     * further than this one. Then goes on where each webhook was.
     *
     * @param log of changes that are replayed and shown
     * @throws IOException if that can't be written
     */
    public Webhooks(
            WebhookStore store, HookedSegments segments, ChangeLog log, WebhookOptions options, InstantSource clock)
            throws IOException {
        this.store = store;
        this.segments = segments;
        this.log = log;
        this.options = options;
        this.clock = clock;
        int forgotten = store.keepOnly(hook -> hook.sequence() <= segments.sequence() && hasSegment(hook));
        if (forgotten > 0) {
            LOG.info("webhooks: {} forgotten, whose segments are not there any more", forgotten);
        }
        thread = Executors.newSingleThreadScheduledExecutor(
                task -> Thread.ofPlatform().daemon().name("muster-webhooks").unstarted(() -> {
                    Niceness.set(Niceness.YIELDING);
                    task.run();
                }));
        delivery = new Delivery(log, segments, options, clock, thread);
        long end = segments.keptSequence() + 1;
        tail = new Tail(log, lanes, delivery::queue, end);
        if (!store.all().isEmpty()) {
            thread.execute(() -> resume(end));
        }
    }

    /** How they are sent. */
    public WebhookOptions options() {
        return options;
    }

    /** Those whose segment is there, in the order in which they were made. */
    public List<Webhook> all() {
        return store.all().stream().filter(this::hasSegment).toList();
    }

    /** Those of a segment. */
    public List<Webhook> of(int workspaceId, int segmentId) {
        return all().stream().filter(hook -> hook.isOf(workspaceId, segmentId)).toList();
    }

    /** How one stands; null where it is not there, or not yet. */
    public WebhookStatus status(String id) {
        Lane lane = lanes.byId(id);
        if (lane == null) {
            return null;
        }
        boolean idle = lane.state() == Lane.State.IDLE;
        long next = lane.placeToKeep(tail.place()).sequence();
        return lane.health().status(next, idle ? 0 : Math.max(0, log.visibleSequence() + 1 - next));
    }

    /**
     * Makes one, which is told the changes from now on.
     *
     * @return fails with {@link WebhookRefusedException}, or {@link UncheckedIOException} where it can't be kept
     */
    public CompletableFuture<IssuedWebhook> make(int workspaceId, int segmentId, WebhookSpec spec) {
        CompletableFuture<IssuedWebhook> made = new CompletableFuture<>();
        long sequence = segments.sequence();
        Settling.when(
                thread,
                () -> segments.keptSequence() >= sequence,
                () -> Settling.settle(made, () -> make(workspaceId, segmentId, spec, sequence)),
                () -> made.completeExceptionally(new WebhookRefusedException(
                        WebhookRefusedException.Kind.BUSY,
                        "webhook: found that the disk has commands up to " + segments.keptSequence()
                                + ", expected up to " + sequence
                                + ", so that the segment is sure to stay; try again")));
        return made;
    }

    /**
     * Changes one; what it is told next is told as the new one says.
     *
     * @param revision that it is expected to have; 0 for any
     * @return fails as that of {@link #make} does
     */
    public CompletableFuture<Webhook> change(
            int workspaceId, int segmentId, String id, WebhookSpec spec, int revision) {
        return onThread(() -> {
            Webhook changed = require(workspaceId, segmentId, id, revision).with(spec);
            store.replace(changed);
            LOG.info("{} changed", changed);
            return renewed(changed);
        });
    }

    /** A new secret; for a day calls are signed with the one before as well. Fails as that of {@link #make} does. */
    public CompletableFuture<IssuedWebhook> rotate(int workspaceId, int segmentId, String id) {
        return onThread(() -> {
            IssuedWebhook issued = store.rotate(require(workspaceId, segmentId, id, 0), clock.millis());
            LOG.info("{} has a new secret", issued.webhook());
            renewed(issued.webhook());
            return issued;
        });
    }

    /**
     * Deletes one; a call under way is not taken back.
     *
     * @param revision that it is expected to have; 0 for any
     * @return fails as that of {@link #make} does
     */
    public CompletableFuture<Void> delete(int workspaceId, int segmentId, String id, int revision) {
        return onThread(() -> {
            Webhook webhook = require(workspaceId, segmentId, id, revision);
            end(lanes.byId(id));
            store.keepOnly(each -> !each.id().equals(id));
            LOG.info("{} deleted", webhook);
            return null;
        });
    }

    /** Sends a call that says nothing but that it is a test. Fails as that of {@link #make} does. */
    public CompletableFuture<CallAnswer> test(int workspaceId, int segmentId, String id) {
        CompletableFuture<CallAnswer> answered = new CompletableFuture<>();
        CompletableFuture<Void> sent = onThread(() -> {
            Webhook webhook = require(workspaceId, segmentId, id, 0);
            if (tests >= MOST_TESTS) {
                throw new WebhookRefusedException(
                        WebhookRefusedException.Kind.BUSY,
                        "tests: found " + tests + " under way, expected fewer; try again");
            }
            delivery.test(webhook, answer -> {
                tests--;
                answered.complete(answer);
            });
            tests++;
            return null;
        });
        sent.whenComplete((nothing, failure) -> {
            if (failure != null) {
                answered.completeExceptionally(failure);
            }
        });
        return answered;
    }

    /** Keeps how far they are; what is under way is given up, and sent again after a restart. */
    @Override
    public void close() {
        try {
            thread.execute(() -> {
                keepPlaces(true);
                lanes.all().forEach(Lane::end);
                tail.close();
                delivery.close();
            });
            thread.shutdown();
            if (!thread.awaitTermination(CLOSE_TIMEOUT_MS, MILLISECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private IssuedWebhook make(int workspaceId, int segmentId, WebhookSpec spec, long sequence) throws IOException {
        if (segments.segment(workspaceId, segmentId) == null) {
            throw new WebhookRefusedException(
                    WebhookRefusedException.Kind.UNKNOWN_SEGMENT,
                    "segment: found no id " + segmentId + " in workspace " + workspaceId);
        }
        IssuedWebhook issued = store.make(workspaceId, segmentId, spec, clock.millis(), sequence);
        work(new Lane(issued.webhook(), HookPlace.at(segments.keptSequence() + 1)));
        LOG.info("{} made", issued.webhook());
        return issued;
    }

    private void resume(long end) {
        Map<String, HookPlace> places = store.places();
        for (Webhook webhook : store.all()) {
            HookPlace place = places.getOrDefault(webhook.id(), HookPlace.at(webhook.sequence() + 1));
            Lane lane = new Lane(webhook, place.sequence() > end ? HookPlace.at(end) : place);
            tail.atLatest(lane.place().sequence());
            work(lane);
        }
        kept = places;
    }

    private void work(Lane lane) {
        tail.atLatest(lane.place().sequence());
        lanes.add(lane);
        if (ticking == null) {
            keptAtMs = nowMs();
            ticking = thread.scheduleWithFixedDelay(this::tick, 0, TICK_MS, MILLISECONDS);
        }
    }

    private Webhook renewed(Webhook changed) {
        Lane lane = lanes.byId(changed.id());
        if (lane != null) {
            lane.webhook(changed);
            delivery.hurry(lane);
        }
        return changed;
    }

    private void end(Lane laneOrNull) {
        if (laneOrNull != null) {
            laneOrNull.end();
            lanes.remove(laneOrNull);
        }
        if (lanes.all().isEmpty() && ticking != null) {
            ticking.cancel(false);
            ticking = null;
        }
    }

    /** Must not throw: it would not be called again. */
    private void tick() {
        try {
            boolean more = tail.read(log.visibleSequence());
            delivery.begin();
            if (nowMs() - sweptAtMs >= SWEEP_MS) {
                sweptAtMs = nowMs();
                sweep();
                keepPlaces(false);
            }
            if (more && !thread.isShutdown()) {
                thread.execute(this::tick);
            }
        } catch (RuntimeException e) {
            LOG.error("webhooks: an unexpected error", e);
        }
    }

    private void sweep() {
        for (Lane lane : List.copyOf(lanes.all())) {
            if (!hasSegment(lane.webhook())) {
                end(lane);
            }
        }
        try {
            int forgotten = store.keepOnly(this::hasSegment);
            if (forgotten > 0) {
                LOG.info("webhooks: {} deleted with their segments", forgotten);
            }
        } catch (IOException e) {
            LOG.warn("webhooks: those of deleted segments may come back at a restart, {}", e.getMessage());
        }
    }

    /** Seldom: what is lost is sent again. */
    private void keepPlaces(boolean atOnce) {
        long sinceMs = nowMs() - keptAtMs;
        if (!atOnce && sinceMs < PLACES_MS) {
            return;
        }
        Map<String, HookPlace> places = new HashMap<>();
        boolean delivered = false;
        for (Lane lane : lanes.all()) {
            HookPlace place = lane.placeToKeep(tail.place());
            places.put(lane.webhook().id(), place);
            delivered |= lane.hasNews();
        }
        if (places.equals(kept) || !atOnce && !delivered && sinceMs < IDLE_PLACES_MS) {
            return;
        }
        try {
            store.keepPlaces(places);
            lanes.all().forEach(Lane::newsKept);
            kept = places;
            placesFailed = false;
        } catch (IOException e) {
            if (!placesFailed) {
                LOG.warn("webhooks: how far they are can't be kept, {}", e.getMessage());
            }
            placesFailed = true;
        }
        keptAtMs = nowMs();
    }

    private <T> CompletableFuture<T> onThread(Settling.Change<T> change) {
        CompletableFuture<T> done = new CompletableFuture<>();
        thread.execute(() -> Settling.settle(done, change));
        return done;
    }

    private Webhook require(int workspaceId, int segmentId, String id, int revision) {
        Webhook webhook = store.byId(id);
        if (webhook == null || !webhook.isOf(workspaceId, segmentId) || !hasSegment(webhook)) {
            throw new WebhookRefusedException(
                    WebhookRefusedException.Kind.UNKNOWN_WEBHOOK, "webhook: found no such id of this segment");
        }
        if (revision != 0 && revision != webhook.revision()) {
            throw new WebhookRefusedException(
                    WebhookRefusedException.Kind.CHANGED_MEANWHILE,
                    "webhook: found revision " + webhook.revision() + ", expected " + revision
                            + ": it was changed meanwhile");
        }
        return webhook;
    }

    private boolean hasSegment(Webhook webhook) {
        SegmentEntry segment = segments.segment(webhook.workspaceId(), webhook.segmentId());
        return segment != null;
    }

    private static long nowMs() {
        return System.nanoTime() / 1_000_000;
    }
}
