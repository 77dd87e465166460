package io.muster.protocol.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * A place for one outstanding request, used again and again. Its generation is odd while the request is outstanding;
 * whoever moves it on owns the completion.
 */
final class PendingRequest {
    private static final AtomicIntegerFieldUpdater<PendingRequest> GENERATION =
            AtomicIntegerFieldUpdater.newUpdater(PendingRequest.class, "generation");

    final int index;
    volatile int nextFree;
    long deadlineNs;
    Request<?> request;
    CompletableFuture<?> future;
    MemberHandler memberHandler;
    long token;

    private volatile int generation;

    PendingRequest(int index) {
        this.index = index;
        nextFree = index - 1;
    }

    /** Makes the fields set before visible, and returns the correlation id. */
    long publish() {
        int odd = generation + 1;
        generation = odd;
        return (long) odd << 32 | index;
    }

    /** The correlation id of the outstanding request; 0 if none is. */
    long correlationId() {
        int found = generation;
        return (found & 1) == 0 ? 0 : (long) found << 32 | index;
    }

    /** Whether the caller is the one that completes this request. */
    boolean claim(int expectedGeneration) {
        return (expectedGeneration & 1) != 0
                && GENERATION.compareAndSet(this, expectedGeneration, expectedGeneration + 1);
    }

    void clear() {
        request = null;
        future = null;
        memberHandler = null;
    }
}
