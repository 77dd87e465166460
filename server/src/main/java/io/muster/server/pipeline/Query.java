package io.muster.server.pipeline;

import io.muster.index.Engine;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** A question that waits for the engine thread. */
record Query<T>(Function<Engine, T> question, CompletableFuture<T> answer) {
    void run(Engine engine) {
        T value;
        try {
            value = question.apply(engine);
        } catch (Throwable e) {
            answer.completeExceptionally(e);
            return;
        }
        answer.complete(value);
    }
}
