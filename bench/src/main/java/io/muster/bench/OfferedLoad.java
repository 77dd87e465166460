package io.muster.bench;

import io.muster.protocol.client.AppendResult;
import io.muster.protocol.client.Durability;
import io.muster.protocol.client.ErrorCode;
import io.muster.protocol.client.MusterException;
import io.muster.protocol.client.WorkspaceClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Batches offered to a server, over and over, and what became of them. Offered by one thread; read when that has ended.
 */
final class OfferedLoad {
    private static final long LONGEST_NS = 600_000_000_000L;
    private static final long SPIN_NS = 50_000;

    /** The client takes as many without making its caller wait, which a load that does not wait must not. */
    private static final int MOST_UNANSWERED = 2_000;

    /** Lines of JSON: so many bytes of the array, so many records. */
    record Batch(byte[] bytes, int lengthBytes, int records) {}

    private final List<WorkspaceClient> workspaces;
    private final List<Batch> batches;
    private final Histogram busy = new ConcurrentHistogram(LONGEST_NS, 3);
    private final Histogram taken = new ConcurrentHistogram(LONGEST_NS, 3);
    private final AtomicLong takenRecords = new AtomicLong();
    private final AtomicLong takenBatches = new AtomicLong();
    private final AtomicInteger leastAdviceMs = new AtomicInteger(Integer.MAX_VALUE);
    private final AtomicInteger mostAdviceMs = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final Durability durability;
    private final List<Semaphore> windows = new ArrayList<>();
    private long offered;
    private long sent;
    private double seconds;
    private double recordsPerSecond;
    private double batchesPerSecond;

    /** Offers to the workspaces in turn, each on its own connection. */
    OfferedLoad(List<WorkspaceClient> workspaces, List<Batch> batches, Durability durability) {
        this.workspaces = workspaces;
        this.batches = batches;
        this.durability = durability;
        workspaces.forEach(each -> windows.add(new Semaphore(MOST_UNANSWERED)));
    }

    /** Closed loop: so many always under way. A batch that is turned away makes room for the next. */
    void keepOnTheWay(int count, int newSeconds) {
        Semaphore room = new Semaphore(count);
        long startNs = System.nanoTime();
        long endNs = startNs + newSeconds * 1_000_000_000L;
        for (long nowNs = startNs; nowNs < endNs; nowNs = System.nanoTime()) {
            room.acquireUninterruptibly();
            send(System.nanoTime(), room);
        }
        end(startNs);
    }

    /**
     * Open loop: so many a second, however they are answered. Times count from when a batch was due. What is due while
     * its connection has so many unanswered that the client would wait is not sent, and counted as held back.
     */
    void atRate(double perSecond, int newSeconds) {
        long startNs = System.nanoTime();
        long endNs = startNs + newSeconds * 1_000_000_000L;
        long dueNs = startNs;
        while (dueNs < endNs && System.nanoTime() < endNs) {
            long waitNs = dueNs - System.nanoTime();
            if (waitNs > SPIN_NS) {
                LockSupport.parkNanos(waitNs);
            }
            Semaphore window = windows.get((int) (offered % workspaces.size()));
            if (window.tryAcquire()) {
                send(dueNs, window);
            } else {
                offered++;
            }
            dueNs = startNs + (long) (offered * 1e9 / perSecond);
        }
        end(startNs);
    }

    /** Batches a second that were due and came to be looked at: less than the rate is the limit of the generator. */
    double offeredPerSecond() {
        return offered / seconds;
    }

    /** Of all that were offered, those that were not sent because their connection had too many unanswered. */
    double heldBackShare() {
        return 1 - (double) sent / Math.max(1, offered);
    }

    /** How long it was offered. */
    double seconds() {
        return seconds;
    }

    double recordsPerSecond() {
        return recordsPerSecond;
    }

    double batchesPerSecond() {
        return batchesPerSecond;
    }

    /** Of all that were sent. */
    double busyShare() {
        return (double) busy.getTotalCount() / Math.max(1, sent);
    }

    /** How long BUSY took, nanoseconds. */
    Histogram busy() {
        return busy;
    }

    /** How long the others took. */
    Histogram taken() {
        return taken;
    }

    int leastAdviceMs() {
        return busy.getTotalCount() == 0 ? 0 : leastAdviceMs.get();
    }

    int mostAdviceMs() {
        return mostAdviceMs.get();
    }

    private void send(long dueNs, Semaphore room) {
        Batch batch = batches.get((int) (offered % batches.size()));
        WorkspaceClient workspace = workspaces.get((int) (offered % workspaces.size()));
        offered++;
        sent++;
        workspace.appendAsync(batch.bytes(), 0, batch.lengthBytes(), durability).whenComplete((result, failed) -> {
            answered(batch, dueNs, result, failed);
            room.release();
        });
    }

    private void answered(Batch batch, long dueNs, AppendResult result, Throwable failed) {
        long tookNs = Math.clamp(System.nanoTime() - dueNs, 0, LONGEST_NS);
        if (failed == null) {
            taken.recordValue(tookNs);
            takenRecords.addAndGet(result.accepted());
            takenBatches.incrementAndGet();
        } else if (failed instanceof MusterException refused && refused.code() == ErrorCode.BUSY) {
            busy.recordValue(tookNs);
            leastAdviceMs.accumulateAndGet(refused.retryAfterMs(), Math::min);
            mostAdviceMs.accumulateAndGet(refused.retryAfterMs(), Math::max);
        } else {
            failure.compareAndSet(null, failed);
        }
    }

    private void end(long startNs) {
        seconds = (System.nanoTime() - startNs) / 1e9;
        recordsPerSecond = takenRecords.get() / seconds;
        batchesPerSecond = takenBatches.get() / seconds;
    }

    /** Waits until everything is answered; throws IllegalStateException where something was neither taken nor BUSY. */
    void drain() {
        while (taken.getTotalCount() + busy.getTotalCount() < sent && failure.get() == null) {
            LockSupport.parkNanos(1_000_000);
        }
        if (failure.get() != null) {
            throw new IllegalStateException("a batch was lost", failure.get());
        }
    }
}
