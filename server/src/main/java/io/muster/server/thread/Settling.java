package io.muster.server.thread;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;

/** Changes that are made on a thread of their own, and told to who asked for them. Any thread. */
public final class Settling {
    private static final int TIMEOUT_MS = 2_000;
    private static final int RETRY_MS = 2;

    private Settling() {}

    /** What is changed. */
    public interface Change<T> {
        T make() throws IOException;
    }

    /** Runs {@code met} on the thread as soon as the condition holds, or {@code late} where it does not in 2 s. */
    public static void when(ScheduledExecutorService thread, BooleanSupplier condition, Runnable met, Runnable late) {
        long sinceNs = System.nanoTime();
        thread.execute(() -> look(thread, condition, met, late, sinceNs));
    }

    /** Makes a change; {@code done} is told what came of it, an {@link IOException} as {@link UncheckedIOException}. */
    public static <T> void settle(CompletableFuture<T> done, Change<T> change) {
        try {
            done.complete(change.make());
        } catch (IOException e) {
            done.completeExceptionally(new UncheckedIOException(e));
        } catch (RuntimeException e) {
            done.completeExceptionally(e);
        }
    }

    private static void look(
            ScheduledExecutorService thread, BooleanSupplier condition, Runnable met, Runnable late, long sinceNs) {
        if (condition.getAsBoolean()) {
            met.run();
        } else if (System.nanoTime() - sinceNs > MILLISECONDS.toNanos(TIMEOUT_MS)) {
            late.run();
        } else {
            thread.schedule(() -> look(thread, condition, met, late, sinceNs), RETRY_MS, MILLISECONDS);
        }
    }
}
