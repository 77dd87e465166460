package io.muster.server;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Does something on a thread of its own. The common pool has one thread where there are two cores: of two tasks that
 * wait there the second never begins.
 */
public final class Aside {
    private static final Executor THREAD_EACH =
            task -> Thread.ofPlatform().daemon().start(task);

    private Aside() {}

    /** Completes when {@code task} has ended. */
    public static CompletableFuture<Void> run(Runnable task) {
        return CompletableFuture.runAsync(task, THREAD_EACH);
    }

    /** Completes with what {@code task} gives. */
    public static <T> CompletableFuture<T> supply(Supplier<T> task) {
        return CompletableFuture.supplyAsync(task, THREAD_EACH);
    }
}
