package io.muster.server.api.data;

import io.muster.server.generate.RecordBuffer;
import io.muster.server.generate.ShopGenerator;
import io.muster.server.generate.ShopOptions;
import io.muster.server.thread.Niceness;
import io.muster.server.wire.backend.AppendOutcome;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.backend.BackendException;
import io.muster.server.wire.backend.Durability;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A generated shop on its way into a workspace, on a thread of its own that yields to all others: a few batches at
 * once, and none while the server has no room.
 */
final class SampleLoad {
    private static final int BATCH_BYTES = 256 * 1024;
    private static final int MOST_UNDER_WAY = 4;
    private static final int RETRY_MS = 20;
    private static final long TIMEOUT_NS = TimeUnit.SECONDS.toNanos(60);

    private final Backend backend;
    private final int workspaceId;
    private final ShopOptions shop;
    private final Semaphore room = new Semaphore(MOST_UNDER_WAY);
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();

    private SampleLoad(Backend backend, int workspaceId, ShopOptions shop) {
        this.backend = backend;
        this.workspaceId = workspaceId;
        this.shop = shop;
    }

    /** Loads it; completes with the number of records once all are on the disk. */
    static CompletableFuture<Long> begin(Backend backend, int workspaceId, ShopOptions shop) {
        CompletableFuture<Long> loaded = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("muster-sample").start(() -> {
            Niceness.set(Niceness.YIELDING);
            try {
                loaded.complete(new SampleLoad(backend, workspaceId, shop).load());
            } catch (InterruptedException | RuntimeException e) {
                loaded.completeExceptionally(e);
            }
        });
        return loaded;
    }

    private long load() throws InterruptedException {
        ShopGenerator generator = new ShopGenerator(shop);
        RecordBuffer buffer = new RecordBuffer(2 * BATCH_BYTES);
        while (generator.next(buffer, BATCH_BYTES) > 0) {
            send(buffer.toByteArray());
        }
        acquire(MOST_UNDER_WAY);
        return generator.records();
    }

    private void send(byte[] lines) throws InterruptedException {
        acquire(1);
        long sinceNs = System.nanoTime();
        while (!append(lines)) {
            if (System.nanoTime() - sinceNs > TIMEOUT_NS) {
                throw late();
            }
            TimeUnit.MILLISECONDS.sleep(Math.max(RETRY_MS, backend.appendRetryMs()));
        }
    }

    private boolean append(byte[] lines) {
        return backend.hasRoomForRecords(this, workspaceId, lines.length)
                && backend.append(this, workspaceId, Durability.DISK, true, lines, this::done);
    }

    private void done(AppendOutcome outcome) {
        if (outcome.failure() != null) {
            failure.compareAndSet(null, outcome.failure());
        }
        room.release();
    }

    private void acquire(int permits) throws InterruptedException {
        boolean got = room.tryAcquire(permits, TIMEOUT_NS, TimeUnit.NANOSECONDS);
        if (failure.get() != null) {
            throw failure.get();
        }
        if (!got) {
            throw late();
        }
    }

    private static BackendException late() {
        return BackendException.busy(
                "sample: found no room for records within 60 s, expected some; what was loaded stays", 0);
    }
}
