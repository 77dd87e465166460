package io.muster.server.snapshot;

import io.muster.index.snapshot.BlockTarget;
import io.muster.index.snapshot.EngineSnapshot;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/**
 * What a snapshot is taken of: a state that commands change, and the journal that they stand in. All methods: any
 * thread, and none waits. A future that fails ends the snapshot.
 */
public interface SnapshotOrigin {
    /**
     * Begins a new file of the journal, so that the older ones can go once the snapshot is in force.
     *
     * @return the last sequence before it, when that is on the disk
     */
    CompletableFuture<Long> rollJournal();

    /**
     * Begins the walk as soon as it can begin: between works, if there are some under way.
     *
     * @param wanted asked meanwhile; where it says false the answer is null
     */
    CompletableFuture<EngineSnapshot> begin(BooleanSupplier wanted);

    /** Has the walk give some blocks, where commands are applied and between two of them. */
    CompletableFuture<Boolean> step(EngineSnapshot walk, BlockTarget target);

    /** Closes the walk, likewise. */
    CompletableFuture<Void> end(EngineSnapshot walk);

    /** Done when all that was applied before the call is on the disk. */
    CompletableFuture<Void> settle();

    /** Who hears of snapshots that go into force. */
    SnapshotAudience audience();

    /** Removes the journal's files that have nothing after {@code sequence}; called by one thread at a time. */
    void removeJournalThrough(long sequence) throws java.io.IOException;
}
