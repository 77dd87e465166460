package io.muster.server;

import io.muster.index.Engine;
import io.muster.index.EngineOptions;
import io.muster.index.Pace;
import io.muster.index.place.Gazetteer;
import io.muster.server.change.ChangeFeed;
import io.muster.server.change.ChangeLog;
import io.muster.server.clock.EngineClock;
import io.muster.server.disk.Disk;
import io.muster.server.disk.FileChannelDisk;
import io.muster.server.ingest.IngestAgent;
import io.muster.server.journal.JournalOptions;
import io.muster.server.journal.JournalWriter;
import io.muster.server.pipeline.Pipeline;
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
    private final ChangeFeed changes;
    private final WireServer wire;
    private final Parts parts;

    private MusterServer(
            Engine engine, Pipeline pipeline, IngestAgent ingest, ChangeFeed changes, WireServer wire, Parts parts) {
        this.engine = engine;
        this.pipeline = pipeline;
        this.ingest = ingest;
        this.changes = changes;
        this.wire = wire;
        this.parts = parts;
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
        // A third of a second, which the first rule that names a city would take on the engine's thread.
        Gazetteer.get();
        ChangeLog changes = ChangeLog.of(disk, options.dataDirectory(), options.changes());
        Engine engine = parts.add(new Engine(new EngineOptions(
                ENGINE_START_MILLIS,
                options.expectedCustomers(),
                options.expectedOrders(),
                changes.listener(),
                Pace.USUAL)));
        JournalWriter journal = null;
        if (options.dataDirectory() != null) {
            JournalOptions journalOptions = new JournalOptions(options.journalFileBytes());
            journal = parts.add(Store.open(disk, options.dataDirectory(), journalOptions, engine, changes))
                    .writer();
        } else {
            parts.add(changes).replayFrom(engine::sequence);
        }
        EngineClock clock = clock(options, engine.toldMillis());
        Pipeline pipeline = parts.add(new Pipeline(engine, journal, clock, options.pipeline()));
        changes.showUpTo(pipeline::acknowledgedSequence);
        ChangeFeed feed = parts.add(new ChangeFeed(changes, options.changes().feed()));
        IngestAgent ingest = parts.add(new IngestAgent(pipeline::submit, INGEST_QUEUE_BATCHES, INGEST_QUEUE_BYTES));
        WireServer wire = parts.add(new WireServer(
                new WireOptions(options.host(), options.port(), options.ioThreads()),
                new PipelineBackend(engine, pipeline, ingest, feed)));
        return new MusterServer(engine, pipeline, ingest, feed, wire, parts);
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

    /** Where changes of membership are followed, and how their log stands. */
    public ChangeFeed changes() {
        return changes;
    }

    /** To be read from any thread; what belongs to the engine thread goes through {@link Pipeline#query}. */
    public Engine engine() {
        return engine;
    }

    /** Stops listening, finishes what was taken in, forces it to disk, stops. */
    @Override
    public void close() throws IOException {
        parts.close();
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
