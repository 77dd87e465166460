package io.muster.index.membership;

import io.muster.index.memory.PublishedLongs;
import io.muster.index.snapshot.Frozen;
import io.muster.index.snapshot.SnapshotException;
import io.muster.index.snapshot.StateReader;

/**
 * Counters that one thread sets and any thread reads, such as the cardinality of each segment; 0 where nothing was set.
 *
 * <p>Assumptions: one writer.
 *
 * <p>Guarantees: stored with release, loaded with acquire, never torn. Counters are not of one moment.
 *
 * <p>Progress: readers are wait-free.
 */
public final class PublishedCounters {
    private final PublishedLongs counters = new PublishedLongs();

    /** The counter; 0 if it was never set. Any thread. */
    public long get(int index) {
        return counters.get(index);
    }

    /** Publishes the counter. The writer's thread. */
    public void set(int index, long value) {
        counters.set(index, value);
    }

    /** Adds the counters as they are. The writer's thread. */
    public void freeze(Frozen into) {
        counters.freeze(into);
    }

    /** Takes the counters that were saved. Before there are readers. */
    public void restore(StateReader in) throws SnapshotException {
        counters.restore(in);
    }

    /** Size of the memory off the heap. Any thread. */
    public long bytes() {
        return counters.bytes();
    }
}
