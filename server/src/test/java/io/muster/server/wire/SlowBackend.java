package io.muster.server.wire;

import io.muster.server.ingest.IngestAgent;
import io.muster.server.ingest.IngestOptions;
import io.muster.server.pipeline.CommandBatch;
import io.muster.server.pipeline.Completing;
import io.muster.server.wire.backend.AppendOutcome;
import io.muster.server.wire.backend.Durability;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** A backend whose records go the server's own way up to an engine that takes so long for each batch, and no less. */
final class SlowBackend extends FakeBackend {
    final AtomicInteger deepest = new AtomicInteger();
    final IngestAgent ingest;
    private final BlockingQueue<CommandBatch> pipeline = new ArrayBlockingQueue<>(4);
    private final Thread slowEngine;
    private final long batchNs;

    SlowBackend(IngestOptions options, long batchNs) {
        this.batchNs = batchNs;
        ingest = new IngestAgent(pipeline::offer, options);
        slowEngine = Thread.ofPlatform().daemon().start(this::run);
    }

    @Override
    public boolean append(
            Object source,
            int workspaceId,
            Durability durability,
            boolean imported,
            byte[] jsonLines,
            Consumer<AppendOutcome> done) {
        boolean taken = ingest.offer(
                source,
                workspaceId,
                io.muster.server.pipeline.Durability.DISK,
                imported,
                jsonLines,
                outcome ->
                        done.accept(new AppendOutcome(outcome.lastSequence(), outcome.accepted(), 0, List.of(), null)));
        deepest.accumulateAndGet(ingest.queuedBatches(), Math::max);
        return taken;
    }

    @Override
    public boolean hasRoomForRecords(Object source, int workspaceId, int lengthBytes) {
        return ingest.hasRoom(source, workspaceId, lengthBytes);
    }

    @Override
    public int appendRetryMs() {
        return ingest.retryAfterMs();
    }

    @Override
    public void close() {
        ingest.close();
        slowEngine.interrupt();
        super.close();
    }

    /** Keeps to its pace over several batches, whenever the system wakes it. */
    private void run() {
        long dueNs = System.nanoTime();
        try {
            while (true) {
                CommandBatch batch = pipeline.poll();
                if (batch == null) {
                    batch = pipeline.take();
                    dueNs = System.nanoTime();
                }
                dueNs += batchNs;
                for (long nowNs = System.nanoTime(); nowNs < dueNs; nowNs = System.nanoTime()) {
                    LockSupport.parkNanos(dueNs - nowNs);
                }
                Completing.complete(batch, 1, null, List.of());
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }
}
