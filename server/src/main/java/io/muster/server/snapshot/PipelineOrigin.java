package io.muster.server.snapshot;

import io.muster.index.snapshot.BlockTarget;
import io.muster.index.snapshot.EngineSnapshot;
import io.muster.server.journal.Journal;
import io.muster.server.pipeline.Pipeline;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/**
 * The engine behind a running pipeline.
 *
 * @param pipeline runs until the snapshots are closed
 * @param journal that it writes
 * @param audience hears of snapshots that go into force
 */
public record PipelineOrigin(Pipeline pipeline, Journal journal, SnapshotAudience audience) implements SnapshotOrigin {
    @Override
    public CompletableFuture<Long> rollJournal() {
        return pipeline.rollJournal();
    }

    @Override
    public CompletableFuture<EngineSnapshot> begin(BooleanSupplier wanted) {
        return pipeline.queryBetweenWorks(engine -> new SnapshotBegin(engine, wanted));
    }

    @Override
    public CompletableFuture<Boolean> step(EngineSnapshot walk, BlockTarget target) {
        return pipeline.query(engine -> walk.step(target));
    }

    @Override
    public CompletableFuture<Void> end(EngineSnapshot walk) {
        return pipeline.query(engine -> {
            walk.close();
            return null;
        });
    }

    @Override
    public CompletableFuture<Void> settle() {
        return pipeline.settle();
    }

    @Override
    public void removeJournalThrough(long sequence) throws IOException {
        journal.removeBefore(sequence + 1);
    }
}
