package io.muster.server;

import io.muster.index.Engine;
import io.muster.index.EngineOptions;
import io.muster.index.place.Gazetteer;
import io.muster.server.clock.EngineClock;
import io.muster.server.disk.Disk;
import io.muster.server.disk.FileChannelDisk;
import io.muster.server.ingest.IngestAgent;
import io.muster.server.pipeline.Pipeline;
import io.muster.server.snapshot.Snapshots;
import io.muster.server.wire.WireOptions;
import io.muster.server.wire.WireServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running server: one engine, its journal, and what leads to them. Start and close: one thread.
 *
 * <p>The engine is always made at the epoch; the first command in every journal tells it the time it starts at. So a
 * replay needs nothing but the journal.
 */
public final class MusterServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MusterServer.class);
    private static final long ENGINE_START_MILLIS = 0;
    private static final int INGEST_QUEUE_BATCHES = 1024;
    private static final long INGEST_QUEUE_BYTES = 128L << 20;

    private final Engine engine;
    private final Pipeline pipeline;
    private final IngestAgent ingest;
    private final Snapshots snapshots;
    private final WireServer wire;
    private final ServerLife life;
    private final Parts parts;

    private MusterServer(
            Engine engine,
            Pipeline pipeline,
            IngestAgent ingest,
            Snapshots snapshots,
            WireServer wire,
            ServerLife life,
            Parts parts) {
        this.engine = engine;
        this.pipeline = pipeline;
        this.ingest = ingest;
        this.snapshots = snapshots;
        this.wire = wire;
        this.life = life;
        this.parts = parts;
    }

    /**
     * Listens, opens the data directory, reads what is there, and then serves; who asks before is told that it starts.
     *
     * @throws IOException if the directory can't be used: locked by another server, damaged, or the disk fails
     */
    public static MusterServer start(ServerOptions options) throws IOException {
        return start(options, new FileChannelDisk());
    }

    static MusterServer start(ServerOptions options, Disk disk) throws IOException {
        Parts parts = new Parts();
        try {
            return start(options, disk, parts);
        } catch (UncheckedIOException e) {
            closeAfter(e, parts);
            throw e.getCause();
        } catch (Throwable e) {
            closeAfter(e, parts);
            throw e;
        }
    }

    private static MusterServer start(ServerOptions options, Disk disk, Parts parts) throws IOException {
        ServerLife life = new ServerLife();
        BackendGate gate = new BackendGate(life);
        // Closed after the front ends, which are opened before.
        Parts behind = parts.add(new Parts());
        WireServer wire =
                parts.add(new WireServer(new WireOptions(options.host(), options.port(), options.ioThreads()), gate));
        // A third of a second, which the first rule that names a city would take on the engine's thread.
        Gazetteer.get();
        Store store = behind.add(store(options, disk, life));
        Engine engine = store.engine();
        EngineClock clock = clock(options, engine.toldMillis());
        Pipeline pipeline =
                behind.add(new Pipeline(engine, store.writer(), clock, options.pipeline(), options.commit()));
        Snapshots snapshots = store.snapshots(pipeline, options.snapshots());
        if (snapshots != null) {
            behind.add(snapshots);
        }
        IngestAgent ingest = behind.add(new IngestAgent(pipeline::submit, INGEST_QUEUE_BATCHES, INGEST_QUEUE_BYTES));
        gate.open(new PipelineBackend(engine, pipeline, ingest, snapshots));
        life.serving(pipeline::failure);
        return new MusterServer(engine, pipeline, ingest, snapshots, wire, life, parts);
    }

    /** The port that the binary protocol is served on. */
    public int port() {
        return wire.port();
    }

    /** The way of every command. */
    public Pipeline pipeline() {
        return pipeline;
    }

    /** The way of records. */
    public IngestAgent ingest() {
        return ingest;
    }

    /** The snapshots; null where nothing is kept on a disk. */
    public Snapshots snapshots() {
        return snapshots;
    }

    /** To be read from any thread; what belongs to the engine thread goes through {@link Pipeline#query}. */
    public Engine engine() {
        return engine;
    }

    /** What it says of itself: starting, serving, read-only, stopping. Any thread. */
    public ServerLife life() {
        return life;
    }

    /** Stops listening, finishes what was taken in, forces it to disk, stops. */
    @Override
    public void close() throws IOException {
        life.stopping();
        parts.close();
    }

    private static Store store(ServerOptions options, Disk disk, ServerLife life) throws IOException {
        EngineOptions engineOptions =
                new EngineOptions(ENGINE_START_MILLIS, options.expectedCustomers(), options.expectedOrders());
        if (options.dataDirectory() == null) {
            return Store.inMemory(engineOptions);
        }
        return Store.open(disk, options.dataDirectory(), options.journal(), engineOptions, life::progress);
    }

    private static EngineClock clock(ServerOptions options, long lastNowMillis) {
        if (options.clockMode() == ClockMode.SYSTEM) {
            return EngineClock.system(lastNowMillis);
        }
        long startMillis = Math.max(options.startMillis(), lastNowMillis);
        if (startMillis != options.startMillis()) {
            LOG.info("the manual clock goes on at {}, where the journal ends", Instant.ofEpochMilli(startMillis));
        }
        return EngineClock.manual(startMillis);
    }

    private static void closeAfter(Throwable cause, Parts parts) {
        try {
            parts.close();
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }
}
