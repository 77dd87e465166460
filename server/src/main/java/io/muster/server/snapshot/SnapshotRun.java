package io.muster.server.snapshot;

import io.muster.index.snapshot.BlockTarget;
import io.muster.index.snapshot.EngineSnapshot;
import io.muster.server.disk.Disk;
import io.muster.server.pipeline.PipelineException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes snapshots, one at a time. One thread, which waits for the disk and for the engine's.
 *
 * <p>A step of the walk is asked for only when there is a batch to put its blocks in, so a slow disk slows the walk and
 * not the engine. What fails leaves the snapshot before in force, with the journal since; of the one that failed
 * nothing is removed but what has no name of its own yet, because after a failed rename nobody knows which manifest the
 * disk has.
 */
final class SnapshotRun {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotRun.class);
    private static final long RETRY_NS = TimeUnit.MILLISECONDS.toNanos(2);

    private final Disk disk;
    private final SnapshotDirectory directory;
    private final SnapshotOrigin origin;
    private final BytesPerSecond pace;
    private final Cancellation cancellation;
    private Manifest inForce;
    private long steps;
    private long longestStepNs;
    private volatile boolean waiting;

    /** {@code inForce} is what the manifest says; null where there is none. */
    SnapshotRun(
            Disk disk,
            SnapshotDirectory directory,
            SnapshotOrigin origin,
            BytesPerSecond pace,
            Cancellation cancellation,
            Manifest inForce) {
        this.disk = disk;
        this.directory = directory;
        this.origin = origin;
        this.pace = pace;
        this.cancellation = cancellation;
        this.inForce = inForce;
    }

    /** What the manifest says. */
    Manifest inForce() {
        return inForce;
    }

    /** Whether it waits for work of the engine that is half done. Any thread. */
    boolean isWaiting() {
        return waiting;
    }

    /** Takes one; returns when it is in force and what is older is gone. */
    SnapshotTaken take() throws IOException {
        cancellation.check();
        steps = 0;
        longestStepNs = 0;
        long startNs = System.nanoTime();
        long rolledSequence = await(origin::rollJournal);
        Path part = directory.part();
        SnapshotFile file;
        try {
            file = write(part);
        } catch (IOException | RuntimeException e) {
            removeQuietly(disk, part, e);
            throw e;
        }
        if (inForce != null && inForce.sequence() == file.sequence()) {
            disk.delete(part);
            return new SnapshotTaken(inForce.sequence(), inForce.snapshotBytes(), 0);
        }
        putInForce(part, file, rolledSequence + 1);
        long durationMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs);
        LOG.info(
                "snapshot of sequence {}: {} bytes in {} ms; {} steps of the engine, the longest {} µs",
                file.sequence(),
                file.lengthBytes(),
                durationMillis,
                steps,
                longestStepNs / 1_000);
        return new SnapshotTaken(file.sequence(), file.lengthBytes(), durationMillis);
    }

    private SnapshotFile write(Path part) throws IOException {
        try (SnapshotFileWriter writer = new SnapshotFileWriter(disk, part, pace, cancellation);
                OpenWalk walk = new OpenWalk(begin())) {
            walk(walk.snapshot(), writer);
            // What is in the snapshot must be in the journal too, or the two would not connect.
            await(origin::settle);
            return writer.finish(walk.snapshot().sequence(), walk.snapshot().nowMillis());
        }
    }

    private void putInForce(Path part, SnapshotFile file, long firstJournalSequence) throws IOException {
        Manifest manifest = new Manifest(file.sequence(), file.lengthBytes(), file.checksum(), firstJournalSequence);
        directory.name(part, file);
        directory.check(manifest, cancellation);
        origin.audience().goingIntoForce(file.sequence());
        directory.putInForce(manifest);
        inForce = manifest;
        origin.removeJournalThrough(firstJournalSequence - 1);
        directory.removeOthers(manifest);
        origin.audience().wentIntoForce();
    }

    private EngineSnapshot begin() throws IOException {
        waiting = true;
        try {
            EngineSnapshot walk = await(() -> origin.begin(() -> !cancellation.isCancelled()));
            if (walk == null) {
                throw new SnapshotCancelledException();
            }
            return walk;
        } finally {
            waiting = false;
        }
    }

    /** While one batch is written the next is filled. */
    private void walk(EngineSnapshot walk, SnapshotFileWriter writer) throws IOException {
        BlockBatch filling = new BlockBatch();
        BlockBatch full = new BlockBatch();
        EngineSnapshot timed = new TimedWalk(walk);
        CompletableFuture<Boolean> step = origin.step(timed, filling);
        try {
            boolean more = true;
            while (more) {
                BlockBatch asked = filling;
                more = await(step, () -> origin.step(timed, asked));
                filling = full;
                full = asked;
                if (more) {
                    step = origin.step(timed, filling);
                }
                writer.write(full);
                full.clear();
            }
        } finally {
            // Until the step is done the engine's thread writes into its batch.
            step.handle((more, failure) -> more).join();
            filling.free();
            full.free();
        }
    }

    private <T> T await(Supplier<CompletableFuture<T>> asking) throws IOException {
        return await(asking.get(), asking);
    }

    /** Waits; asks again where the pipeline was too busy to be asked. */
    private <T> T await(CompletableFuture<T> first, Supplier<CompletableFuture<T>> again) throws IOException {
        CompletableFuture<T> asked = first;
        while (true) {
            try {
                return asked.join();
            } catch (CompletionException e) {
                if (!(e.getCause() instanceof PipelineException busy && busy.kind() == PipelineException.Kind.BUSY)) {
                    throw failed(e.getCause());
                }
            }
            LockSupport.parkNanos(this, RETRY_NS);
            asked = again.get();
        }
    }

    private static IOException failed(Throwable cause) {
        return cause instanceof IOException failure
                ? failure
                : new IOException("snapshot: " + (cause.getMessage() == null ? cause : cause.getMessage()), cause);
    }

    private static void removeQuietly(Disk disk, Path part, Exception cause) {
        try {
            disk.delete(part);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    /** The engine's thread, a step at a time. */
    private final class TimedWalk implements EngineSnapshot {
        private final EngineSnapshot walk;

        private TimedWalk(EngineSnapshot walk) {
            this.walk = walk;
        }

        @Override
        public long sequence() {
            return walk.sequence();
        }

        @Override
        public long nowMillis() {
            return walk.nowMillis();
        }

        @Override
        public boolean step(BlockTarget target) {
            long startNs = System.nanoTime();
            boolean more = walk.step(target);
            longestStepNs = Math.max(longestStepNs, System.nanoTime() - startNs);
            steps++;
            return more;
        }

        @Override
        public void close() {
            walk.close();
        }
    }

    private final class OpenWalk implements AutoCloseable {
        private final EngineSnapshot snapshot;

        private OpenWalk(EngineSnapshot snapshot) {
            this.snapshot = snapshot;
        }

        EngineSnapshot snapshot() {
            return snapshot;
        }

        @Override
        public void close() throws IOException {
            await(() -> origin.end(snapshot));
        }
    }
}
