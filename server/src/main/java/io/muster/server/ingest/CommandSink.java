package io.muster.server.ingest;

import io.muster.server.pipeline.CommandBatch;

/** Where parsed batches go: {@link io.muster.server.pipeline.Pipeline#submit}. */
@FunctionalInterface
public interface CommandSink {
    /** Takes the batch and completes it later, or returns false where there is no room now. */
    boolean submit(CommandBatch batch);
}
