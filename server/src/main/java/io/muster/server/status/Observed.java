package io.muster.server.status;

import io.muster.index.Engine;
import io.muster.server.ServerLife;
import io.muster.server.ServerOptions;
import io.muster.server.change.ChangeFeed;
import io.muster.server.clock.SteadyTime;
import io.muster.server.hook.Webhooks;
import io.muster.server.http.HttpFrontEnd;
import io.muster.server.ingest.IngestAgent;
import io.muster.server.link.LinkCounts;
import io.muster.server.memory.MemoryBound;
import io.muster.server.metrics.DiskMeter;
import io.muster.server.metrics.Reader;
import io.muster.server.metrics.RecordMeter;
import io.muster.server.metrics.RequestMeters;
import io.muster.server.pipeline.Pipeline;
import io.muster.server.redis.RedisServer;
import io.muster.server.snapshot.Snapshots;
import io.muster.server.wire.Doors;
import io.muster.server.wire.WireServer;
import java.util.List;
import java.util.stream.Stream;

/** The parts of a server that are looked at, as they come to life. Any thread. */
public final class Observed {
    /** What things due may be late by before somebody should look: the longest slice, with room. */
    public static final long LAG_BOUND_MILLIS = 1_000;

    final ServerOptions options;
    final ServerLife life;
    final MemoryBound memory;
    final Doors doors;
    final RequestMeters requests = new RequestMeters();
    final RequestMeters redisRequests = new RequestMeters();
    final RequestMeters httpRequests = new RequestMeters();
    final RecordMeter records = new RecordMeter();
    final DiskMeter disk = new DiskMeter();
    final LinkCounts links = new LinkCounts();
    private volatile WireServer wire;
    private volatile HttpFrontEnd http;
    private volatile RedisServer redis;
    private volatile Running running;
    private volatile Webhooks webhooks;

    /**
     * What there is once a server serves.
     *
     * @param engine to be asked through the pipeline
     * @param pipeline of commands
     * @param ingest of records
     * @param steadyOrNull where time comes from; null for a manual clock
     * @param journalOrNull its files; null where nothing is kept
     * @param snapshotsOrNull null where nothing is kept
     * @param changes of membership
     */
    public record Running(
            Engine engine,
            Pipeline pipeline,
            IngestAgent ingest,
            SteadyTime steadyOrNull,
            JournalRoom journalOrNull,
            Snapshots snapshotsOrNull,
            ChangeFeed changes) {
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
    public Observed(ServerOptions options, ServerLife life, MemoryBound memory, Doors doors) {
        this.options = options;
        this.life = life;
        this.memory = memory;
        this.doors = doors;
    }

    /** What it says of itself. */
    public ServerLife life() {
        return life;
    }

    /** Measures requests. */
    public RequestMeters requests() {
        return requests;
    }

    /** Measures commands of the Redis port. */
    public RequestMeters redisRequests() {
        return redisRequests;
    }

    /** What was asked so far on the binary port and the Redis port. */
    List<RequestMeters.Kind> asked(Reader reader) {
        return Stream.of(requests, redisRequests)
                .flatMap(meters -> meters.read(reader).stream())
                .toList();
    }

    /** Measures calls of the HTTP API. */
    public RequestMeters httpRequests() {
        return httpRequests;
    }

    /** Counts records. */
    public RecordMeter records() {
        return records;
    }

    /** Measures the disk. */
    public DiskMeter disk() {
        return disk;
    }

    /** Counts what becomes of those who come with a secret address. */
    public LinkCounts links() {
        return links;
    }

    /** It listens. */
    public void listening(WireServer newWire) {
        wire = newWire;
    }

    /** It listens for HTTP too. */
    public void listeningHttp(HttpFrontEnd newHttp) {
        http = newHttp;
    }

    /** It listens for clients of Redis too. */
    public void listeningRedis(RedisServer newRedis) {
        redis = newRedis;
    }

    /** It sends changes to webhooks. */
    public void sending(Webhooks newWebhooks) {
        webhooks = newWebhooks;
    }

    /** Null while it starts. */
    Webhooks webhooks() {
        return webhooks;
    }

    /** It serves. */
    public void serving(Running newRunning) {
        running = newRunning;
    }

    /** Null while it starts. */
    Running running() {
        return running;
    }

    /** Null where it does not listen yet. */
    WireServer wire() {
        return wire;
    }

    /** Null where it does not listen for clients of Redis, or not yet. */
    RedisServer redis() {
        return redis;
    }

    /** Null where it does not listen for HTTP, or not yet. */
    HttpFrontEnd http() {
        return http;
    }
}
