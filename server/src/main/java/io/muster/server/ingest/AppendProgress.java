package io.muster.server.ingest;

import io.muster.server.records.RefusedRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of the pieces of one batch. Any thread; each call holds a lock for a moment.
 *
 * <p>Assumes: each piece is told once. Guarantees: who tells the last of them, and nobody else, gets the outcome.
 */
final class AppendProgress {
    private final int lengthBytes;
    private final List<RefusedRecord> refused = new ArrayList<>(0);
    private int endedBytes;
    private int accepted;
    private long lastSequence;
    private String failure;
    private boolean beyondLimit;

    /** Of a batch of that length. */
    AppendProgress(int lengthBytes) {
        this.lengthBytes = lengthBytes;
    }

    /** Whether a piece has failed: what follows is not to be begun. */
    synchronized boolean hasFailed() {
        return failure != null;
    }

    /** A piece is acknowledged; returns the batch's outcome if it was the last to end, otherwise null. */
    synchronized AppendOutcome acknowledged(
            int pieceBytes, long newLastSequence, int acceptedCount, List<RefusedRecord> newRefused) {
        lastSequence = Math.max(lastSequence, newLastSequence);
        accepted += acceptedCount;
        refused.addAll(newRefused);
        return ended(pieceBytes);
    }

    /** A piece has failed, and with it the batch. Returns what {@link #acknowledged} does. The first reason stays. */
    synchronized AppendOutcome failed(int pieceBytes, String reason, boolean newBeyondLimit) {
        if (failure == null) {
            failure = reason;
            beyondLimit = newBeyondLimit;
        }
        return ended(pieceBytes);
    }

    private AppendOutcome ended(int pieceBytes) {
        endedBytes += pieceBytes;
        if (endedBytes < lengthBytes) {
            return null;
        }
        return failure == null
                ? new AppendOutcome(lastSequence, accepted, List.copyOf(refused), null)
                : new AppendOutcome(0, 0, List.of(), failure, beyondLimit);
    }
}
