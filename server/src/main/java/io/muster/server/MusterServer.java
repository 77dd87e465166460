package io.muster.server;

import io.muster.index.Engine;
import io.muster.index.EngineOptions;
import io.muster.index.place.Gazetteer;
import io.muster.server.clock.EngineClock;
import io.muster.server.disk.Disk;
import io.muster.server.disk.FileChannelDisk;
import io.muster.server.ingest.IngestAgent;
import io.muster.server.journal.Journal;
import io.muster.server.journal.JournalOptions;
import io.muster.server.journal.JournalWriter;
import io.muster.server.pipeline.Pipeline;
import io.muster.server.security.Doorkeeper;
import io.muster.server.security.SecurityOptions;
import io.muster.server.security.TokenStore;
import io.muster.server.security.TokensLockedException;
import io.muster.server.tls.TlsContext;
import io.muster.server.wire.Doors;
import io.muster.server.wire.WireOptions;
import io.muster.server.wire.WireServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
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
    private final WireServer wire;
    private final Doors doors;
    private final Parts parts;

    private MusterServer(
            Engine engine, Pipeline pipeline, IngestAgent ingest, WireServer wire, Doors doors, Parts parts) {
        this.doors = doors;
        this.engine = engine;
        this.pipeline = pipeline;
        this.ingest = ingest;
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
        Doors doors = doors(options, disk, parts);
        // A third of a second, which the first rule that names a city would take on the engine's thread.
        Gazetteer.get();
        Engine engine = parts.add(new Engine(
                new EngineOptions(ENGINE_START_MILLIS, options.expectedCustomers(), options.expectedOrders())));
        JournalWriter journal = null;
        if (options.dataDirectory() != null) {
            JournalOptions journalOptions = new JournalOptions(options.journalFileBytes());
            journal = parts.add(Store.open(disk, options.dataDirectory(), journalOptions, engine))
                    .writer();
        }
        EngineClock clock = clock(options, engine.toldMillis());
        Pipeline pipeline = parts.add(new Pipeline(engine, journal, clock, options.pipeline()));
        IngestAgent ingest = parts.add(new IngestAgent(pipeline::submit, INGEST_QUEUE_BATCHES, INGEST_QUEUE_BYTES));
        WireServer wire = parts.add(new WireServer(
                new WireOptions(options.host(), options.port(), options.ioThreads()),
                doors,
                new PipelineBackend(engine, pipeline, ingest)));
        return new MusterServer(engine, pipeline, ingest, wire, doors, parts);
    }

    /** Before anything else: what must not be opened is refused at once, not after a replay. */
    private static Doors doors(ServerOptions options, Disk disk, Parts parts) throws IOException {
        SecurityOptions security = options.security();
        Path data = options.dataDirectory();
        Path file = security.tokenFile() == null && data != null
                ? data.resolve(TokenStore.FILE_NAME)
                : security.tokenFile();
        TokenStore store = file == null ? TokenStore.inMemory() : openTokens(options, disk, file);
        Doorkeeper doorkeeper = parts.add(new Doorkeeper(store, security, InstantSource.system()));
        doorkeeper.requireTokensBeyondLoopback(
                options.host(),
                "muster token create NAME --role admin --all-workspaces --data " + (data == null ? "DIR" : data));
        return new Doors(doorkeeper, options.tls().isOn() ? parts.add(new TlsContext(options.tls())) : null);
    }

    /** The port that the binary protocol is served on. */
    public int port() {
        return wire.port();
    }

    private static TokenStore openTokens(ServerOptions options, Disk disk, Path file) throws IOException {
        try {
            return TokenStore.open(disk, file);
        } catch (TokensLockedException e) {
            if (options.dataDirectory() != null) {
                // Where another server runs, this says so better.
                Journal.open(disk, options.dataDirectory(), new JournalOptions(options.journalFileBytes()))
                        .close();
            }
            throw e;
        }
    }

    /** Who may come in. */
    public Doorkeeper doorkeeper() {
        return doors.doorkeeper();
    }

    /** What is spoken on every port; null where TLS is not. */
    public TlsContext tls() {
        return doors.tlsOrNull();
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
