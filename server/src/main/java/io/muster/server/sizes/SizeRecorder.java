package io.muster.server.sizes;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.muster.index.Engine;
import io.muster.server.pipeline.Pipeline;
import io.muster.server.thread.Niceness;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the sizes of segments four times a day, by the engine's time, and keeps them. Any thread; what it does is
 * done on a thread of its own, which otherwise compares two numbers twice a minute.
 *
 * <p>Sizes are written when the commands up to them can't be undone, so that no segment inherits those of another that
 * a crash took back together with its id.
 */
public final class SizeRecorder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SizeRecorder.class);
    private static final int LOOK_MS = 30_000;
    private static final int CLOSE_TIMEOUT_MS = 2_000;

    private final SizeStore store;
    private final SizedSegments segments;
    private final ScheduledExecutorService thread;
    private volatile SizeHistory history;
    private SizeStore.Kept unsaved;
    private boolean failed;

    /** Goes on with what is kept; forgets segments that are not there any more. */
    public SizeRecorder(SizeStore store, Engine engine, Pipeline pipeline) {
        this(store, new EngineSizes(engine, pipeline));
    }

    SizeRecorder(SizeStore store, SizedSegments segments) {
        this.store = store;
        this.segments = segments;
        SizeStore.Kept kept = store.load();
        if (kept.sequence() > segments.sequence()) {
            LOG.info(
                    "sizes of segments: found those of sequence {}, and the journal ends at {}: they begin anew",
                    kept.sequence(),
                    segments.sequence());
            kept = SizeStore.Kept.NOTHING;
        }
        history = kept.history().only(segments::has);
        thread = Executors.newSingleThreadScheduledExecutor(
                task -> Thread.ofPlatform().daemon().name("muster-sizes").unstarted(() -> {
                    Niceness.set(Niceness.YIELDING);
                    task.run();
                }));
        thread.scheduleWithFixedDelay(this::look, LOOK_MS, LOOK_MS, MILLISECONDS);
    }

    /** As of now: with the sizes of this quarter of a day. */
    public CompletableFuture<SizeHistory> history() {
        if (!history.isDue(segments.nowMillis())) {
            return CompletableFuture.completedFuture(history);
        }
        try {
            return CompletableFuture.supplyAsync(
                    () -> {
                        look();
                        return history;
                    },
                    thread);
        } catch (RejectedExecutionException closing) {
            return CompletableFuture.completedFuture(history);
        }
    }

    /** The engine's time that its days are counted back from. */
    public long nowMillis() {
        return segments.nowMillis();
    }

    /** What can be kept is kept. */
    @Override
    public void close() {
        thread.execute(this::save);
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSE_TIMEOUT_MS, MILLISECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nothing it meets may end the looking. */
    private void look() {
        try {
            long nowMillis = segments.nowMillis();
            if (history.isDue(nowMillis)) {
                take(nowMillis);
            }
            save();
        } catch (RuntimeException fault) {
            LOG.error("sizes of segments: could not be looked at", fault);
        }
    }

    private void take(long nowMillis) {
        var now = segments.sizes(SizeHistory.MAX_SEGMENTS);
        if (!now.isEmpty()) {
            history = history.with(nowMillis, now);
            unsaved = new SizeStore.Kept(history, segments.sequence());
        }
    }

    private void save() {
        if (unsaved == null || segments.keptSequence() < unsaved.sequence()) {
            return;
        }
        try {
            store.save(unsaved);
            unsaved = null;
            failed = false;
        } catch (IOException failure) {
            if (!failed) {
                LOG.warn("sizes of segments: not kept, tried again from time to time: {}", failure.getMessage());
            }
            failed = true;
        }
    }
}
