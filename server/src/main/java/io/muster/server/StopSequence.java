package io.muster.server;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends a server step by step, within a bounded time. One thread. */
final class StopSequence {
    private static final Logger LOG = LoggerFactory.getLogger(StopSequence.class);
    private static final String DONE = "";

    private final List<Step> steps = new ArrayList<>();
    private volatile String current = DONE;
    private volatile IOException failure;
    private volatile long endNs;

    /** A step; may wait, and may fail, after which the next is taken all the same. */
    interface Action {
        void run() throws IOException;
    }

    private record Step(String what, Action action) {}

    /** Adds a step after the others. */
    StopSequence then(String what, Action action) {
        steps.add(new Step(what, action));
        return this;
    }

    /**
     * Takes all steps. Where that takes longer than {@code timeoutMillis} they go on in the background, and so may the
     * process.
     *
     * @throws IOException the first failure; or what it was at when the time was over
     */
    void run(int timeoutMillis) throws IOException {
        long startNs = System.nanoTime();
        endNs = startNs + timeoutMillis * 1_000_000L;
        current = steps.isEmpty() ? DONE : steps.getFirst().what();
        Thread thread = Thread.ofPlatform().name("muster-stop").daemon().start(this::takeAll);
        join(thread, timeoutMillis);
        if (thread.isAlive()) {
            throw new IOException(
                    "stop: not done within " + timeoutMillis + " ms, still at: " + current + " (stop-timeout)");
        }
        if (failure != null) {
            throw failure;
        }
        LOG.info("stopped within {} ms", (System.nanoTime() - startNs) / 1_000_000);
    }

    /** How much of the time is left, in milliseconds; at least 1. A step's thread. */
    long leftMillis() {
        return Math.max(1, (endNs - System.nanoTime()) / 1_000_000);
    }

    private void takeAll() {
        for (Step step : steps) {
            current = step.what();
            try {
                step.action().run();
            } catch (IOException | RuntimeException e) {
                note(step, e);
            }
        }
        current = DONE;
    }

    private void note(Step step, Exception e) {
        LOG.error("stop: {}: {}", step.what(), e.getMessage(), e instanceof IOException ? null : e);
        if (failure == null) {
            failure = e instanceof IOException io ? io : new IOException(step.what() + ": " + e.getMessage(), e);
        }
    }

    private static void join(Thread thread, int timeoutMillis) {
        try {
            thread.join(timeoutMillis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
