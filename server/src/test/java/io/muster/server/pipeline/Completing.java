package io.muster.server.pipeline;

import io.muster.index.Outcome;
import java.util.List;

/** Completes batches in place of the pipeline, for tests of what is before it. */
public final class Completing {
    private Completing() {}

    /** Completes the batch as if the engine had taken so long for it, and the disk no time. */
    public static void complete(CommandBatch batch, long firstSequence, long engineNs) {
        batch.sequenced(firstSequence);
        long nowNs = System.nanoTime();
        batch.applied(nowNs - engineNs, nowNs);
        batch.complete(null);
    }

    /**
     * Completes the batch as if the engine had refused the commands at {@code refusedIndexes} for their {@code field}.
     */
    public static void complete(CommandBatch batch, long firstSequence, String field, List<Integer> refusedIndexes) {
        batch.sequenced(firstSequence);
        for (int index : refusedIndexes) {
            batch.refused(new Refusal(index, Outcome.Kind.BAD_FIELD, field, "found x, expected y", null));
        }
        batch.complete(null);
    }

    /** Completes the batch as failed. */
    public static void fail(CommandBatch batch, String failure) {
        batch.complete(failure);
    }
}
