package io.muster.server.pipeline;

/**
 * The bounds of a pipeline.
 *
 * @param queueBatches how many batches may be submitted and not yet completed
 * @param queueBytes how many bytes those may have together
 * @param maxBatchBytes the longest batch
 * @param queueQueries how many queries may wait
 */
public record PipelineOptions(int queueBatches, long queueBytes, int maxBatchBytes, int queueQueries) {
    private static final int MIB = 1024 * 1024;

    /** Checks that the bounds fit each other. */
    public PipelineOptions {
        atLeast("queueBatches", queueBatches, 1);
        atLeast("maxBatchBytes", maxBatchBytes, 1);
        atLeast("queueBytes", queueBytes, maxBatchBytes);
        atLeast("queueQueries", queueQueries, 1);
    }

    /** 1,024 batches, 256 MiB, 64 MiB a batch, 1,024 queries. */
    public static PipelineOptions defaults() {
        return new PipelineOptions(1024, 256L * MIB, 64 * MIB, 1024);
    }

    private static void atLeast(String name, long found, long least) {
        if (found < least) {
            throw new IllegalArgumentException(name + ": found " + found + ", expected " + least + " or more");
        }
    }
}
