package io.muster.server.pipeline;

import io.muster.index.Engine;
import io.muster.index.SlowAnswer;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** A question that waits for the engine thread, or is being answered there in steps. */
final class Query<T> {
    private final Function<Engine, SlowAnswer<T>> question;
    private final Class<?> asker;
    private final CompletableFuture<T> answer;
    private final boolean awaitsMoment;
    private SlowAnswer<T> running;

    /**
     * @param asker in whose code the question was written
     * @param awaitsMoment where a step of it may find that the time has not come
     */
    Query(Function<Engine, SlowAnswer<T>> question, Class<?> asker, CompletableFuture<T> answer, boolean awaitsMoment) {
        this.question = question;
        this.asker = asker;
        this.answer = answer;
        this.awaitsMoment = awaitsMoment;
    }

    /** Whether it is to be asked after every batch, and otherwise not. */
    boolean awaitsMoment() {
        return awaitsMoment;
    }

    /** In whose code the question was written. */
    Class<?> asker() {
        return asker;
    }

    /** Does a step of it; returns whether that was the last. The engine thread. */
    boolean step(Engine engine) {
        try {
            if (running == null) {
                running = question.apply(engine);
            }
            if (running != null && !running.step()) {
                return false;
            }
        } catch (Throwable e) {
            close();
            answer.completeExceptionally(e);
            return true;
        }
        T value = running == null ? null : running.get();
        close();
        answer.complete(value);
        return true;
    }

    private void close() {
        if (running != null) {
            running.close();
        }
    }
}
