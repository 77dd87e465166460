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
    /** Definitions of segments that may wait for those before; not an option. */
    public static final int MAX_DEFINITIONS = 10_000;

    /** What those may have together. */
    public static final long MAX_DEFINITION_BYTES = 64L << 20;

    public static final int MAX_QUEUE_LENGTH = 1 << 20;
    public static final long MAX_QUEUE_BYTES = 1L << 40;
    private static final int MIB = 1024 * 1024;

    /** Checks that the bounds fit each other. */
    public PipelineOptions {
        within("queueBatches", queueBatches, 1, MAX_QUEUE_LENGTH);
        within("maxBatchBytes", maxBatchBytes, 1, Integer.MAX_VALUE);
        within("queueBytes", queueBytes, maxBatchBytes, MAX_QUEUE_BYTES);
        within("queueQueries", queueQueries, 1, MAX_QUEUE_LENGTH);
    }

    /** 1,024 batches, 256 MiB, 64 MiB a batch, 1,024 queries. */
    public static PipelineOptions defaults() {
        return new PipelineOptions(1024, 256L * MIB, 64 * MIB, 1024);
    }

    private static void within(String name, long found, long least, long most) {
        if (found < least || found > most) {
            throw new IllegalArgumentException(name + ": found " + found + ", expected " + least + " to " + most);
        }
    }
}
