package io.muster.server.pipeline;

/** Told when a batch is through. */
@FunctionalInterface
public interface Completion {
    /**
     * The batch is applied and as safe as its {@link Durability} says, or has failed ({@link CommandBatch#failure()}).
     * Called exactly once for every batch that {@link Pipeline#submit} took, in the order of sequences, on a pipeline
     * thread: it must not block nor close the pipeline. What it throws is logged and dropped.
     */
    void onCompleted(CommandBatch batch);
}
