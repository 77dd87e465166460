package io.muster.tools.load;

import io.muster.protocol.client.AppendResult;
import java.util.concurrent.CompletableFuture;

/** Where batches go. */
@FunctionalInterface
public interface AppendTarget {
    /**
     * Sends whole lines; the bytes are read before this returns. Fails with
     * {@link io.muster.protocol.client.MusterException}.
     */
    CompletableFuture<AppendResult> append(byte[] jsonLines, int offset, int length);
}
