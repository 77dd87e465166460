package io.muster.server.snapshot;

import io.muster.server.disk.Disk;
import io.muster.server.pipeline.PipelineException;
import io.muster.server.thread.Niceness;
import io.muster.server.thread.ThreadEnd;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The snapshots of a running server: taken when asked for and when the journal has grown, on a thread of its own, one
 * after the other. Methods: any thread; none waits, {@link #close} apart.
 *
 * <p>A snapshot that fails is told to who asked, to the log and in {@link #status()}, and changes nothing else: the one
 * before stays in force, with the journal since.
 */
public final class Snapshots implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);
    private static final int MAX_WAITING = 16;
    private static final long LOOK_MILLIS = 500;

    private final SnapshotRun run;
    private final Backup backup;
    private final SnapshotOptions options;
    private final LongSupplier journalBytes;
    private final Cancellation cancellation;
    private final BlockingQueue<Request> requests = new ArrayBlockingQueue<>(MAX_WAITING);
    private final Thread thread;
    private long consideredBytes;
    private volatile SnapshotStatus status;

    private static final Request WAKE = new Request(null, new CompletableFuture<>());

    private record Request(Path backupOrNull, CompletableFuture<SnapshotTaken> taken) {}

    /**
     * Starts the thread.
     *
     * @param directory where journal, snapshots and manifest are
     * @param recovered what was found there
     * @param journalBytes how much was read from the journal at the start and appended since; any thread
     */
    public Snapshots(
            Disk disk,
            Path directory,
            Recovered recovered,
            SnapshotOrigin origin,
            LongSupplier journalBytes,
            SnapshotOptions options) {
        cancellation = new Cancellation();
        BytesPerSecond pace = new BytesPerSecond(options.bytesPerSecond());
        run = new SnapshotRun(
                disk, new SnapshotDirectory(disk, directory), origin, pace, cancellation, recovered.manifestOrNull());
        backup = new Backup(disk, directory, pace, cancellation);
        this.options = options;
        this.journalBytes = journalBytes;
        status = SnapshotStatus.of(run.inForce());
        thread = Thread.ofPlatform().name("muster-snapshot").daemon().start(this::work);
    }

    /** Takes a snapshot of all that is acknowledged at the call, and perhaps more. */
    public CompletableFuture<SnapshotTaken> take() {
        return ask(new Request(null, new CompletableFuture<>()));
    }

    /** The same, and a copy of it in {@code target}, which must be empty or missing. */
    public CompletableFuture<SnapshotTaken> backup(Path target) {
        return ask(new Request(target, new CompletableFuture<>()));
    }

    /** How the last one went. */
    public SnapshotStatus status() {
        return status.waiting(run.isWaiting());
    }

    /** Gives up the one that is being taken and waits for that. */
    @Override
    public void close() {
        cancellation.cancel();
        requests.offer(WAKE);
        ThreadEnd.await(thread);
        refuseWaiting();
    }

    private CompletableFuture<SnapshotTaken> ask(Request request) {
        if (cancellation.isCancelled()) {
            request.taken().completeExceptionally(new SnapshotCancelledException());
        } else if (!requests.offer(request)) {
            request.taken()
                    .completeExceptionally(new PipelineException(
                            PipelineException.Kind.BUSY,
                            "snapshots: found " + MAX_WAITING + " waiting, expected fewer; try again"));
        } else if (cancellation.isCancelled()) {
            refuseWaiting();
        }
        return request.taken();
    }

    private void work() {
        Niceness.set(Niceness.LOWEST);
        while (!cancellation.isCancelled()) {
            try {
                Request request = requests.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                if (request != null && cancellation.isCancelled()) {
                    request.taken().completeExceptionally(new SnapshotCancelledException());
                } else if (request != null) {
                    carryOut(request);
                } else if (isDue()) {
                    carryOut(new Request(null, new CompletableFuture<>()));
                }
            } catch (InterruptedException e) {
                LOG.debug("snapshots: interrupted by nobody of this server");
            }
        }
    }

    /** After one that failed the journal has to grow by as much again: a disk that is full is not filled at once. */
    private boolean isDue() {
        return journalBytes.getAsLong() - consideredBytes >= options.journalBytes();
    }

    private void carryOut(Request request) {
        Path target = request.backupOrNull();
        try {
            if (target != null) {
                backup.prepare(target);
            }
        } catch (IOException e) {
            request.taken().completeExceptionally(e);
            return;
        }
        status = status.begun();
        try {
            consideredBytes = journalBytes.getAsLong();
            SnapshotPractice.once();
            SnapshotTaken taken = run.take();
            if (target != null) {
                backup.copy(run.inForce(), target);
            }
            status = status.taken(taken);
            request.taken().complete(taken);
        } catch (IOException e) {
            LOG.warn("snapshot failed, the one before stays in force: {}", e.getMessage());
            failed(request, e);
        } catch (Throwable e) {
            LOG.error("snapshot failed, the one before stays in force", e);
            failed(request, e);
        }
    }

    private void failed(Request request, Throwable failure) {
        status = status.failed(String.valueOf(failure.getMessage()));
        request.taken().completeExceptionally(failure);
    }

    private void refuseWaiting() {
        for (Request request = requests.poll(); request != null; request = requests.poll()) {
            request.taken().completeExceptionally(new SnapshotCancelledException());
        }
    }
}
