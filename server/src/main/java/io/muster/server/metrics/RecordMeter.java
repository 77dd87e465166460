package io.muster.server.metrics;

import java.util.concurrent.atomic.LongAdder;

/** Counts records as they are acknowledged or refused. Any thread. */
public final class RecordMeter {
    private final LongAdder accepted = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder failed = new LongAdder();

    /** A batch is answered: so many of its records were taken, the others refused one by one. */
    public void answered(long acceptedRecords, long refusedRecords) {
        accepted.add(acceptedRecords);
        refused.add(refusedRecords);
    }

    /** A batch as a whole was not done. */
    public void failed() {
        failed.increment();
    }

    /** Records taken, since the start. */
    public long accepted() {
        return accepted.sum();
    }

    /** Records refused, since the start. */
    public long refused() {
        return refused.sum();
    }

    /** Batches that were not done, since the start. */
    public long failedBatches() {
        return failed.sum();
    }
}
