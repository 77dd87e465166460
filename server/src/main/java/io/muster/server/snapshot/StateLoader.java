package io.muster.server.snapshot;

import io.muster.index.snapshot.BlockSource;
import io.muster.index.snapshot.SnapshotException;
import io.muster.server.journal.CommandConsumer;

/**
 * What a recovery puts together: one call of {@link #begin} or {@link #restore}, then every command since. One thread.
 */
public interface StateLoader extends CommandConsumer {
    /** Begins with nothing. */
    void begin();

    /** Begins with what a snapshot holds. */
    void restore(BlockSource source) throws SnapshotException;

    /** How many commands are in the state now. */
    long sequence();
}
