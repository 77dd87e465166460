package io.muster.server;

import io.muster.index.Engine;
import io.muster.index.EngineOptions;
import io.muster.index.Pace;
import io.muster.index.place.Gazetteer;
import io.muster.server.change.ChangeFeed;
import io.muster.server.change.ChangeLog;
import io.muster.server.clock.EngineClock;
import io.muster.server.clock.SteadyTime;
import io.muster.server.disk.Disk;
import io.muster.server.disk.FileChannelDisk;
import io.muster.server.download.DownloadOptions;
import io.muster.server.download.ExportArea;
import io.muster.server.hook.WebhookStore;
import io.muster.server.hook.Webhooks;
import io.muster.server.http.HttpDoors;
import io.muster.server.http.HttpFrontEnd;
import io.muster.server.ingest.IngestAgent;
import io.muster.server.link.LinkStore;
import io.muster.server.link.SegmentLinks;
import io.muster.server.memory.MemoryBound;
import io.muster.server.metrics.MeteredDisk;
import io.muster.server.pipeline.Pipeline;
import io.muster.server.redis.RedisServer;
import io.muster.server.security.Doorkeeper;
import io.muster.server.sizes.SizeRecorder;
import io.muster.server.sizes.SizeStore;
import io.muster.server.snapshot.Snapshots;
import io.muster.server.status.JournalRoom;
import io.muster.server.status.Observed;
import io.muster.server.status.ServerStatus;
import io.muster.server.tls.TlsContext;
import io.muster.server.wire.Doors;
import io.muster.server.wire.WireOptions;
import io.muster.server.wire.WireServer;
import io.muster.server.wire.backend.LinkDoor;
import io.muster.server.wire.flow.WireLoad;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
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
    private final Webhooks webhooks;
    private final SizeRecorder sizes;
    private final WireServer wire;
    private final HttpFrontEnd http;
    private final RedisServer redis;
    private final ServerLife life;
    private final StopSequence stop;
    private final int stopTimeoutMillis;
    private final Doors doors;
    private boolean closed;

    private MusterServer(
            Engine engine,
            Pipeline pipeline,
            IngestAgent ingest,
            ChangeFeed changes,
            Snapshots snapshots,
            Webhooks webhooks,
            SizeRecorder sizes,
            WireServer wire,
            HttpFrontEnd http,
            RedisServer redis,
            ServerLife life,
            Doors doors,
            StopSequence stop,
            int stopTimeoutMillis) {
        this.doors = doors;
        this.engine = engine;
        this.pipeline = pipeline;
        this.ingest = ingest;
        this.changes = changes;
        this.snapshots = snapshots;
        this.webhooks = webhooks;
        this.sizes = sizes;
        this.wire = wire;
        this.http = http;
        this.redis = redis;
        this.life = life;
        this.stop = stop;
        this.stopTimeoutMillis = stopTimeoutMillis;
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

    private static MusterServer start(ServerOptions options, Disk rawDisk, Parts parts) throws IOException {
        Doors doors = DoorStart.open(options, rawDisk, parts);
        LinkStore linkStore = options.dataDirectory() == null
                ? LinkStore.inMemory()
                : LinkStore.open(rawDisk, options.dataDirectory());
        WebhookStore webhookStore = options.dataDirectory() == null
                ? WebhookStore.inMemory()
                : WebhookStore.open(rawDisk, options.dataDirectory());
        ServerLife life = new ServerLife();
        MemoryBound memory = MemoryBound.of(options.memory().maxBytes());
        Observed observed = new Observed(options, life, memory, doors);
        BackendGate gate = new BackendGate(life, observed.records(), memory);
        WireOptions wireOptions = new WireOptions(
                        options.host(), options.port(), options.ioThreads(), options.connections())
                .busyPoll(options.listen().busyPoll());
        gate.status(new ServerStatus(observed, wireOptions.serverVersion())::json);
        // Closed after the front ends, which are opened before.
        Parts behind = parts.add(new Parts());
        Parts front = parts.add(new Parts());
        ExportArea export = new ExportArea(
                gate,
                doors.doorkeeper(),
                DownloadOptions.within(options.connections().unreadTimeoutMs()));
        HttpDoors httpDoors = new HttpDoors(doors.doorkeeper(), doors.tlsOrNull());
        HttpStart http = front.add(HttpStart.begin(
                options,
                observed,
                httpDoors,
                List.of(
                        export,
                        ApiStart.area(
                                gate,
                                doors.doorkeeper(),
                                observed.httpRequests(),
                                options.connections().unreadTimeoutMs(),
                                wireOptions.serverVersion()))));
        WireServer wire = front.add(new WireServer(wireOptions, doors, gate, observed.requests()));
        observed.listening(wire);
        RedisServer redis = RedisStart.start(options, wireOptions, wire, doors, gate, observed);
        if (redis != null) {
            front.add(redis);
        }
        // A third of a second, which the first rule that names a city would take on the engine's thread.
        Gazetteer.get();
        Disk disk = new MeteredDisk(rawDisk, observed.disk());
        ChangeLog changes = ChangeLog.of(disk, options.dataDirectory(), options.changes());
        Store store = behind.add(store(options, disk, changes, life));
        Parts working = behind.add(new Parts());
        Engine engine = store.engine();
        SteadyTime steady = options.clockMode() == ClockMode.SYSTEM
                ? new SteadyTime(options.clock().maxLeapMillis())
                : null;
        EngineClock clock = ClockStart.clock(options, engine.toldMillis(), steady);
        Pipeline pipeline =
                working.add(new Pipeline(engine, store.writer(), clock, options.pipeline(), options.commit()));
        changes.showUpTo(pipeline::acknowledgedSequence);
        ChangeFeed feed = working.add(new ChangeFeed(changes, options.changes().feed()));
        Snapshots snapshots = store.snapshots(pipeline, options.snapshots());
        if (snapshots != null) {
            working.add(snapshots);
        }
        IngestAgent ingest = working.add(new IngestAgent(pipeline::submit, options.ingest()));
        ingest.gate(memory);
        JournalRoom room = store.writer() == null ? null : new JournalRoom(rawDisk, options.dataDirectory());
        observed.serving(new Observed.Running(engine, pipeline, ingest, steady, room, snapshots, feed));
        HttpFrontEnd httpFrontEnd = http.await();
        EngineSegments segments = new EngineSegments(engine, pipeline);
        SegmentLinks links =
                working.add(new SegmentLinks(linkStore, segments, InstantSource.system(), observed.links()));
        Webhooks webhooks =
                working.add(new Webhooks(webhookStore, segments, changes, options.webhooks(), InstantSource.system()));
        observed.sending(webhooks);
        SizeStore sizeStore =
                options.dataDirectory() == null ? SizeStore.inMemory() : SizeStore.in(rawDisk, options.dataDirectory());
        SizeRecorder sizes = working.add(new SizeRecorder(sizeStore, engine, pipeline));
        LongRules rules = working.add(new LongRules(engine));
        LinkDoor linkDoor =
                new LinkDoor(links, httpFrontEnd == null ? 0 : httpFrontEnd.port(), doors.tlsOrNull() != null);
        gate.open(new PipelineBackend(engine, pipeline, ingest, feed, snapshots, linkDoor, webhooks, sizes, rules));
        life.serving(pipeline::failure);
        working.add(new RestoredStores(pipeline));
        StopSequence stop = new StopSequence();
        stop.then("closing the port", wire::stopListening)
                .then("closing the Redis port", () -> RedisStart.stopListening(redis))
                .then("finishing what was taken in", gate.taken()::awaitNone)
                .then("closing connections", front::close)
                .then("forcing the journal", working::close)
                .then("taking the last snapshot", () -> store.takeLastSnapshot(stop.leftMillis() * 9 / 10))
                .then("closing the data directory", parts::close);
        MusterServer server = new MusterServer(
                engine,
                pipeline,
                ingest,
                feed,
                snapshots,
                webhooks,
                sizes,
                wire,
                httpFrontEnd,
                redis,
                life,
                doors,
                stop,
                options.stop().timeoutMillis());
        server.tellStarted(options, wireOptions.serverVersion(), memory);
        return server;
    }

    /** The port that the binary protocol is served on. */
    public int port() {
        return wire.port();
    }

    /** The port that HTTP is served on; 0 where it is not. */
    public int httpPort() {
        return http == null ? 0 : http.port();
    }

    /** The port that the Redis protocol is served on; 0 where it is not. */
    public int redisPort() {
        return redis == null ? 0 : redis.port();
    }

    /** What its connections hold. */
    public WireLoad connections() {
        return wire.load();
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

    /** How large segments were. */
    public SizeRecorder sizes() {
        return sizes;
    }

    /** The webhooks of segments. */
    public Webhooks webhooks() {
        return webhooks;
    }

    /** To be read from any thread; what belongs to the engine thread goes through {@link Pipeline#query}. */
    public Engine engine() {
        return engine;
    }

    /** What it says of itself: starting, serving, read-only, stopping. Any thread. */
    public ServerLife life() {
        return life;
    }

    /**
     * Stops listening, answers what was taken in, forces it to disk, stops. Where that takes longer than the options
     * allow it says what it was at, and the process may end: what was acknowledged is safe.
     *
     * @throws IOException what failed, or that the time was over
     */
    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            life.stopping();
            stop.run(stopTimeoutMillis);
        }
    }

    private static Store store(ServerOptions options, Disk disk, ChangeLog changes, ServerLife life)
            throws IOException {
        EngineOptions engineOptions =
                new EngineOptions(ENGINE_START_MILLIS, options.expectedCustomers(), changes.listener(), Pace.USUAL);
        if (options.dataDirectory() == null) {
            return Store.inMemory(engineOptions, changes);
        }
        return Store.open(disk, options.dataDirectory(), options.journal(), engineOptions, changes, life::progress);
    }

    private void tellStarted(ServerOptions options, String version, MemoryBound memory) {
        LOG.info(
                "started version={} data={} listen={}:{} http_port={} redis_port={} io_threads={} clock={} sequence={}"
                        + " max_memory={}",
                version,
                options.dataDirectory() == null ? "none" : options.dataDirectory(),
                options.host(),
                port(),
                httpPort(),
                redisPort(),
                options.ioThreads(),
                options.clockMode(),
                engine.sequence(),
                memory.maxBytes());
    }

    private static void closeAfter(Throwable cause, Parts parts) {
        try {
            parts.close();
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }
}
