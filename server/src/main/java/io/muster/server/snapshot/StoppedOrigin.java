package io.muster.server.snapshot;

import io.muster.index.snapshot.BlockTarget;
import io.muster.index.snapshot.EngineSnapshot;
import io.muster.server.journal.Journal;
import io.muster.server.journal.JournalWriter;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A state that nobody applies commands to: all is done at once, on the calling thread.
 *
 * @param beginning begins a walk; may give null where none can begin
 * @param journal of the state
 * @param writer of the journal; has appended what the state has applied
 * @param audience hears of snapshots that go into force
 */
public record StoppedOrigin(
        Supplier<EngineSnapshot> beginning, Journal journal, JournalWriter writer, SnapshotAudience audience)
        implements SnapshotOrigin {
    @Override
    public CompletableFuture<Long> rollJournal() {
        try {
            writer.roll();
            return CompletableFuture.completedFuture(writer.lastSequence());
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public CompletableFuture<EngineSnapshot> begin(BooleanSupplier wanted) {
        EngineSnapshot walk = beginning.get();
        return walk == null
                ? CompletableFuture.failedFuture(
                        new IOException("snapshot: found work under way, expected an engine that has none"))
                : CompletableFuture.completedFuture(walk);
    }

    @Override
    public CompletableFuture<Boolean> step(EngineSnapshot walk, BlockTarget target) {
        return CompletableFuture.completedFuture(walk.step(target));
    }

    @Override
    public CompletableFuture<Void> end(EngineSnapshot walk) {
        walk.close();
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Void> settle() {
        try {
            writer.force();
            return CompletableFuture.completedFuture(null);
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public void removeJournalThrough(long sequence) throws IOException {
        journal.removeBefore(sequence + 1);
    }
}
