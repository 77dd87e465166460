package io.muster.server.status;

import io.muster.index.Engine;
import io.muster.server.ServerLife;
import io.muster.server.ServerOptions;
import io.muster.server.clock.SteadyTime;
import io.muster.server.ingest.IngestAgent;
import io.muster.server.memory.MemoryBound;
import io.muster.server.metrics.DiskMeter;
import io.muster.server.metrics.RecordMeter;
import io.muster.server.metrics.RequestMeters;
import io.muster.server.pipeline.Pipeline;
import io.muster.server.snapshot.SnapshotStatus;
import io.muster.server.wire.WireServer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** The parts of a server that are looked at, as they come to life. Any thread. */
public final class Observed {
    /** What things due may be late by before somebody should look: the longest slice, with room. */
    public static final long LAG_BOUND_MILLIS = 1_000;

    final ServerOptions options;
    final ServerLife life;
    final MemoryBound memory;
    final RequestMeters requests = new RequestMeters();
    final RecordMeter records = new RecordMeter();
    final DiskMeter disk = new DiskMeter();
    private volatile WireServer wire;
    private volatile IntSupplier httpPort = () -> 0;
    private volatile Running running;
    private volatile Supplier<SnapshotStatus> snapshots = () -> null;

    /**
     * What there is once a server serves.
     *
     * @param engine to be asked through the pipeline
     * @param pipeline of commands
     * @param ingest of records
     * @param steadyOrNull where time comes from; null for a manual clock
     * @param journalOrNull its files; null where nothing is kept
     */
    public record Running(
            Engine engine,
            Pipeline pipeline,
            IngestAgent ingest,
            SteadyTime steadyOrNull,
            JournalLength journalOrNull) {
        /** How late the engine is with what is due. */
        long lagMillis() {
            long toldMillis = engine.toldMillis();
            long behindMillis = toldMillis - engine.nowMillis();
            long overdueMillis = pipeline.clock().nowMillis() - engine.nextDueMillis();
            boolean knowsDue = engine.nextDueMillis() != Long.MAX_VALUE
                    && !pipeline.clock().isManual();
            return Math.max(0, Math.max(behindMillis, knowsDue ? overdueMillis : 0));
        }

        /** How far the system's clock is ahead without being followed. */
        long heldMillis() {
            return steadyOrNull == null ? 0 : steadyOrNull.heldMillis();
        }
    }

    /** A server that starts. */
    public Observed(ServerOptions options, ServerLife life, MemoryBound memory) {
        this.options = options;
        this.life = life;
        this.memory = memory;
    }

    /** How the snapshots get on; where there are any. */
    public void snapshots(Supplier<SnapshotStatus> status) {
        snapshots = status;
    }

    /** Null where none are taken. */
    SnapshotStatus snapshots() {
        return snapshots.get();
    }

    /** What it says of itself. */
    public ServerLife life() {
        return life;
    }

    /** Measures requests. */
    public RequestMeters requests() {
        return requests;
    }

    /** Counts records. */
    public RecordMeter records() {
        return records;
    }

    /** Measures the disk. */
    public DiskMeter disk() {
        return disk;
    }

    /** It listens. */
    public void listening(WireServer newWire) {
        wire = newWire;
    }

    /** It listens for HTTP too. */
    public void listeningHttp(IntSupplier port) {
        httpPort = port;
    }

    /** It serves. */
    public void serving(Running newRunning) {
        running = newRunning;
    }

    /** Null while it starts. */
    Running running() {
        return running;
    }

    int connections() {
        WireServer current = wire;
        return current == null ? 0 : current.connections();
    }

    int port() {
        WireServer current = wire;
        return current == null ? options.port() : current.port();
    }

    int httpPort() {
        return httpPort.getAsInt();
    }
}
