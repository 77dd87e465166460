package io.muster.server;

import io.muster.index.Engine;
import io.muster.index.EngineOptions;
import io.muster.server.clock.EngineClock;
import io.muster.server.disk.Disk;
import io.muster.server.disk.FileChannelDisk;
import io.muster.server.ingest.IngestAgent;
import io.muster.server.journal.JournalOptions;
import io.muster.server.pipeline.Pipeline;
import java.io.IOException;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running server: one engine, its journal, and what leads to them. Start and close: one thread.
 *
 * <p>The engine is always made at the epoch; the first command in every journal tells it the time it starts at. So a replay needs
 * nothing but the journal.
 */
public final class MusterServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MusterServer.class);
    private static final long ENGINE_START_MILLIS = 0;
    private static final int INGEST_QUEUE_BATCHES = 1024;
    private static final long INGEST_QUEUE_BYTES = 128L << 20;

    private final Engine engine;
    private final Store store;
    private final Pipeline pipeline;
    private final IngestAgent ingest;

    private MusterServer(Engine engine, Store store, EngineClock clock, ServerOptions options) {
        this.engine = engine;
        this.store = store;
        pipeline = new Pipeline(engine, store == null ? null : store.writer(), clock, options.pipeline());
        ingest = new IngestAgent(pipeline::submit, INGEST_QUEUE_BATCHES, INGEST_QUEUE_BYTES);
    }

    /**
     * Opens the data directory, replays what is there, and starts to serve.
     *
     * @throws IOException if the directory can't be used: locked by another server, damaged, or the disk fails
     */
    public static MusterServer start(ServerOptions options) throws IOException {
        return start(options, new FileChannelDisk());
    }

    static MusterServer start(ServerOptions options, Disk disk) throws IOException {
        Engine engine = new Engine(new EngineOptions(
                ENGINE_START_MILLIS, options.expectedCustomers(), options.expectedOrders()));
        Store store = null;
        try {
            store = options.dataDirectory() == null
                    ? null
                    : Store.open(disk, options.dataDirectory(), new JournalOptions(options.journalFileBytes()), engine);
            return new MusterServer(engine, store, clock(options, engine.nowMillis()), options);
        } catch (Throwable e) {
            closeAfter(e, store);
            engine.close();
            throw e;
        }
    }

    /** The way of every command. */
    public Pipeline pipeline() {
        return pipeline;
    }

    /** The way of records. */
    public IngestAgent ingest() {
        return ingest;
    }

    /** To be read from any thread; what belongs to the engine thread goes through {@link Pipeline#query}. */
    public Engine engine() {
        return engine;
    }

    /** Finishes what was taken in, forces it to disk, stops. */
    @Override
    public void close() throws IOException {
        ingest.close();
        pipeline.close();
        try (engine) {
            if (store != null) {
                store.close();
            }
        }
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

    private static void closeAfter(Throwable cause, Store store) {
        if (store != null) {
            try {
                store.close();
            } catch (IOException e) {
                cause.addSuppressed(e);
            }
        }
    }
}
