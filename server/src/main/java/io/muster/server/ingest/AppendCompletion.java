package io.muster.server.ingest;

/** Told what became of a batch of records. */
@FunctionalInterface
public interface AppendCompletion {
    /**
     * Called exactly once for every batch that was taken, on the pipeline's or the ingest thread: it must not block.
     */
    void onAppended(AppendOutcome outcome);
}
