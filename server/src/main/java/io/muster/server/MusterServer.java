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
import io.muster.server.journal.Journal;
import io.muster.server.pipeline.Pipeline;
import io.muster.server.security.Doorkeeper;
import io.muster.server.security.SecurityOptions;
import io.muster.server.security.TokenStore;
import io.muster.server.security.TokensLockedException;
import io.muster.server.snapshot.Snapshots;
import io.muster.server.tls.TlsContext;
import io.muster.server.wire.Doors;
import io.muster.server.wire.WireOptions;
import io.muster.server.wire.WireServer;
import io.muster.server.wire.flow.WireLoad;
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

    private final Engine engine;
    private final Pipeline pipeline;
    private final IngestAgent ingest;
    private final ChangeFeed changes;
    private final Snapshots snapshots;
    private final WireServer wire;
    private final ServerLife life;
    private final Doors doors;
    private final Parts parts;

    private MusterServer(
            Engine engine,
            Pipeline pipeline,
            IngestAgent ingest,
            ChangeFeed changes,
            Snapshots snapshots,
            WireServer wire,
            ServerLife life,
            Doors doors,
            Parts parts) {
        this.doors = doors;
        this.engine = engine;
        this.pipeline = pipeline;
        this.ingest = ingest;
        this.changes = changes;
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
        Doors doors = doors(options, disk, parts);
        ServerLife life = new ServerLife();
        BackendGate gate = new BackendGate(life);
        // Closed after the front ends, which are opened before.
        Parts behind = parts.add(new Parts());
        WireServer wire = parts.add(new WireServer(
                new WireOptions(options.host(), options.port(), options.ioThreads(), options.connections()),
                doors,
                gate));
        // A third of a second, which the first rule that names a city would take on the engine's thread.
        Gazetteer.get();
        ChangeLog changes = ChangeLog.of(disk, options.dataDirectory(), options.changes());
        Store store = behind.add(store(options, disk, changes, life));
        Engine engine = store.engine();
        EngineClock clock = clock(options, engine.toldMillis());
        Pipeline pipeline =
                behind.add(new Pipeline(engine, store.writer(), clock, options.pipeline(), options.commit()));
        changes.showUpTo(pipeline::acknowledgedSequence);
        ChangeFeed feed = behind.add(new ChangeFeed(changes, options.changes().feed()));
        Snapshots snapshots = store.snapshots(pipeline, options.snapshots());
        if (snapshots != null) {
            behind.add(snapshots);
        }
        IngestAgent ingest = behind.add(new IngestAgent(pipeline::submit, options.ingest()));
        gate.open(new PipelineBackend(engine, pipeline, ingest, feed, snapshots));
        life.serving(pipeline::failure);
        return new MusterServer(engine, pipeline, ingest, feed, snapshots, wire, life, doors, parts);
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

    /** What its connections hold. */
    public WireLoad connections() {
        return wire.load();
    }

    private static TokenStore openTokens(ServerOptions options, Disk disk, Path file) throws IOException {
        try {
            return TokenStore.open(disk, file);
        } catch (TokensLockedException e) {
            if (options.dataDirectory() != null) {
                // Where another server runs, this says so better.
                Journal.open(disk, options.dataDirectory(), options.journal()).close();
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

    /** The snapshots; null where nothing is kept on a disk. */
    public Snapshots snapshots() {
        return snapshots;
    }

    /** Where changes of membership are followed, and how their log stands. */
    public ChangeFeed changes() {
        return changes;
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

    private static Store store(ServerOptions options, Disk disk, ChangeLog changes, ServerLife life)
            throws IOException {
        EngineOptions engineOptions = new EngineOptions(
                ENGINE_START_MILLIS,
                options.expectedCustomers(),
                options.expectedOrders(),
                changes.listener(),
                Pace.USUAL);
        if (options.dataDirectory() == null) {
            return Store.inMemory(engineOptions, changes);
        }
        return Store.open(disk, options.dataDirectory(), options.journal(), engineOptions, changes, life::progress);
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
