package io.muster.server.pipeline;

import io.muster.index.Engine;
import io.muster.server.clock.EngineClock;
import io.muster.server.journal.JournalWriter;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** The way of every command into the engine. All methods: any thread. */
public final class Pipeline implements AutoCloseable {
    public Pipeline(Engine engine, JournalWriter journal, EngineClock clock, PipelineOptions options) {}

    /** Takes the batch, or returns false where the queue is full. */
    public boolean submit(CommandBatch batch) {
        throw new UnsupportedOperationException();
    }

    /** Asks the engine between two batches. */
    public <T> CompletableFuture<T> query(Function<Engine, T> question) {
        throw new UnsupportedOperationException();
    }

    /** Moves a manual clock; completes with the new now. */
    public CompletableFuture<Long> advanceTo(long millis) {
        throw new UnsupportedOperationException();
    }

    /** The clock, to be read. */
    public EngineClock clock() {
        throw new UnsupportedOperationException();
    }

    /** The last sequence that is applied and forced. */
    public long acknowledgedSequence() {
        throw new UnsupportedOperationException();
    }

    /** Why nothing is taken any more; null while all is well. */
    public String failure() {
        throw new UnsupportedOperationException();
    }

    /** Finishes what was submitted, forces, stops. */
    @Override
    public void close() {}
}
