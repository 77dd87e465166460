package io.muster.server.config;

import static io.muster.server.config.Kinds.GIB;
import static io.muster.server.config.Kinds.KIB;
import static io.muster.server.config.Kinds.MIB;
import static io.muster.server.config.Kinds.TIB;
import static io.muster.server.config.Kinds.choice;
import static io.muster.server.config.Kinds.instant;
import static io.muster.server.config.Kinds.milliseconds;
import static io.muster.server.config.Kinds.number;
import static io.muster.server.config.Kinds.path;
import static io.muster.server.config.Kinds.size;
import static io.muster.server.config.Kinds.text;
import static io.muster.server.config.Kinds.yesOrNo;

import io.muster.server.ClockMode;
import io.muster.server.ClockOptions;
import io.muster.server.ListenOptions;
import io.muster.server.MemoryOptions;
import io.muster.server.ServerOptions;
import io.muster.server.StopOptions;
import io.muster.server.StorageOptions;
import io.muster.server.change.ChangeOptions;
import io.muster.server.hook.WebhookOptions;
import io.muster.server.hook.call.CallOptions;
import io.muster.server.http.HttpOptions;
import io.muster.server.ingest.IngestOptions;
import io.muster.server.journal.JournalOptions;
import io.muster.server.logging.LogFormat;
import io.muster.server.logging.LogLevel;
import io.muster.server.logging.LogOptions;
import io.muster.server.metrics.MetricsOptions;
import io.muster.server.pipeline.CommitOptions;
import io.muster.server.pipeline.PipelineOptions;
import io.muster.server.redis.RedisOptions;
import io.muster.server.security.SecurityOptions;
import io.muster.server.snapshot.SnapshotOptions;
import io.muster.server.tls.TlsOptions;
import io.muster.server.wire.flow.ConnectionOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Every option of the server. This table is all there is to say about one: file, environment, flag, {@code --help} and
 * {@code --print-config} follow from it.
 *
 * <p>To add an option: put a component into the record of its area ({@code XyzOptions}, with its default in
 * {@code defaults()} and its bounds in the constructor) and a line {@code .with(name, component, kind, label, meaning)}
 * here, then describe it in {@code muster.conf}. To add an area: make its record a component of {@link ServerOptions}
 * with a method of the builder, and a constant here that is also in {@link #ALL}. The name is what users write; the
 * component is the record's; {@link Kinds} has the kinds of values; the meaning is a sentence for {@code --help}
 * without the default. A test refuses a component without an option, an option without its paragraph in
 * {@code muster.conf}, and a default or bounds that differ.
 */
public final class ServerAreas {
    private static final Area<ListenOptions> LISTEN = Area.of(
                    "Listening", ListenOptions.class, ServerOptions::listen, ServerOptions.Builder::listen)
            .with("host", "host", text("an address to listen on", 255), "HOST", "address to listen on")
            .with("port", "port", number(0, ListenOptions.MAX_PORT), "PORT", "port to listen on, 0 for any free one")
            .with("io-threads", "ioThreads", number(1, ListenOptions.MAX_IO_THREADS), "N", "that serve connections")
            .with("busy-poll", "busyPoll", yesOrNo(), "YES|NO", "whether these look for requests without ever waiting");

    private static final Area<StorageOptions> STORAGE = Area.of(
                    "Data", StorageOptions.class, ServerOptions::storage, ServerOptions.Builder::storage)
            .withUnset(
                    "data",
                    "dataDirectory",
                    path("a directory"),
                    "DIR",
                    "where data is kept; without it nowhere, and all is lost at the end");

    private static final Area<JournalOptions> JOURNAL = Area.of(
                    "Journal", JournalOptions.class, ServerOptions::journal, ServerOptions.Builder::journal)
            .with(
                    "journal-file-bytes",
                    "maxFileBytes",
                    size(MIB, TIB),
                    "SIZE",
                    "a file that would grow beyond this is closed and the next begun")
            .with(
                    "journal-ahead-bytes",
                    "aheadBytes",
                    size(4 * KIB, 64 * MIB),
                    "SIZE",
                    "how much the journal's file is lengthened at a time while nobody waits");

    private static final Area<CommitOptions> COMMIT = Area.of(
                    "Durability", CommitOptions.class, ServerOptions::commit, ServerOptions.Builder::commit)
            .with(
                    "durability-interval",
                    "intervalMillis",
                    milliseconds(Duration.ofMillis(1), Duration.ofMinutes(1)),
                    "TIME",
                    "how long records appended with durability interval may be off the disk")
            .with(
                    "durability-memory",
                    "memoryMillis",
                    milliseconds(Duration.ofMillis(1), Duration.ofMinutes(1)),
                    "TIME",
                    "the same, with durability memory");

    private static final Area<SnapshotOptions> SNAPSHOTS = Area.of(
                    "Snapshots", SnapshotOptions.class, ServerOptions::snapshots, ServerOptions.Builder::snapshots)
            .with(
                    "snapshot-journal-bytes",
                    "journalBytes",
                    size(MIB, TIB),
                    "SIZE",
                    "a snapshot is taken when the journal has grown by this")
            .with(
                    "snapshot-bytes-per-second",
                    "bytesPerSecond",
                    size(MIB, TIB),
                    "SIZE",
                    "how fast a snapshot is written")
            .with("snapshot-on-stop", "onStop", yesOrNo(), "YES|NO", "whether a clean stop takes a snapshot");

    private static final Area<ChangeOptions> CHANGES = Area.of(
                    "Changes", ChangeOptions.class, ServerOptions::changes, ServerOptions.Builder::changes)
            .with(
                    "changes-retention-bytes",
                    "retentionBytes",
                    size(MIB, 16 * TIB),
                    "SIZE",
                    "how much of the stream of changes is kept on the disk")
            .with(
                    "changes-retention",
                    "retentionMillis",
                    milliseconds(Duration.ZERO, Duration.ofDays(3_650)),
                    "TIME",
                    "how long it is kept; 0ms for no such bound")
            .with(
                    "changes-memory-bytes",
                    "memoryBytes",
                    size(MIB, 16 * GIB),
                    "SIZE",
                    "how much of it is kept where there is no data directory")
            .with("changes-file-bytes", "fileBytes", size(64 * KIB, GIB), "SIZE", "how long one file of it gets")
            .with(
                    "changes-buffer-bytes",
                    "bufferBytes",
                    size(64 * KIB, GIB),
                    "SIZE",
                    "between the engine and the disk; a power of two")
            .with(
                    "changes-stall",
                    "stallMillis",
                    milliseconds(Duration.ofMillis(1), Duration.ofMinutes(1)),
                    "TIME",
                    "how long the engine waits for a disk that takes nothing before the stream is broken")
            .with(
                    "changes-max-followers",
                    "feed.maxFollowers",
                    number(1, 10_000),
                    "N",
                    "who may follow at one time, over all connections")
            .with(
                    "changes-heartbeat",
                    "feed.heartbeatMillis",
                    milliseconds(Duration.ofMillis(10), Duration.ofMinutes(1)),
                    "TIME",
                    "how often a follower is told how far it is while nothing happens")
            .with(
                    "changes-cut-off",
                    "feed.cutOffMillis",
                    milliseconds(Duration.ofMillis(100), Duration.ofHours(1)),
                    "TIME",
                    "how long a follower may take nothing of what waits for it");

    private static final Area<WebhookOptions> WEBHOOKS = Area.of(
                    "Webhooks", WebhookOptions.class, ServerOptions::webhooks, ServerOptions.Builder::webhooks)
            .with(
                    "webhook-first-retry",
                    "firstRetryMillis",
                    milliseconds(Duration.ofMillis(1), Duration.ofDays(1)),
                    "TIME",
                    "after how long a call that failed is tried again; twice as long after each")
            .with(
                    "webhook-max-retry",
                    "maxRetryMillis",
                    milliseconds(Duration.ofMillis(1), Duration.ofDays(1)),
                    "TIME",
                    "the longest time between two tries")
            .with(
                    "webhook-max-calls",
                    "call.maxAtOnce",
                    number(1, CallOptions.MOST_AT_ONCE),
                    "N",
                    "under way at once, of all webhooks; each has one at most")
            .with(
                    "webhook-connect-timeout",
                    "call.connectTimeoutMs",
                    milliseconds(Duration.ofMillis(1), Duration.ofMinutes(5)),
                    "TIME",
                    "how long connecting to a receiver may take")
            .with(
                    "webhook-answer-timeout",
                    "call.answerTimeoutMs",
                    milliseconds(Duration.ofMillis(1), Duration.ofMinutes(5)),
                    "TIME",
                    "how long its answer may take")
            .with(
                    "webhook-inside",
                    "call.inside",
                    yesOrNo(),
                    "YES|NO",
                    "whether webhooks may call loopback and private addresses, and use http")
            .withUnset(
                    "webhook-ca",
                    "call.authorities",
                    path("a PEM file"),
                    "FILE",
                    "authorities of receivers' certificates, instead of those that the JVM trusts");

    private static final Area<MemoryOptions> MEMORY = Area.of(
                    "Memory", MemoryOptions.class, ServerOptions::memory, ServerOptions.Builder::memory)
            .with(
                    "expected-customers",
                    "expectedCustomers",
                    number(1, MemoryOptions.MAX_EXPECTED),
                    "N",
                    "what the server makes room for, over all workspaces")
            .withUnset(
                    "max-memory",
                    "maxBytes",
                    size(MemoryOptions.MIN_MAX_BYTES, MemoryOptions.MAX_MAX_BYTES),
                    "SIZE",
                    "off the heap, beyond which records are refused; without it four fifths of what the JVM may have"
                            + " there");

    private static final Area<ConnectionOptions> CONNECTIONS = Area.of(
                    "Connections",
                    ConnectionOptions.class,
                    ServerOptions::connections,
                    ServerOptions.Builder::connections)
            .with("max-connections", "maxConnections", number(1, 1_000_000), "N", "at once; the one beyond is closed")
            .with(
                    "request-bytes",
                    "maxRequestBytes",
                    size(17 * MIB, TIB),
                    "SIZE",
                    "requests of one connection that are under way, together")
            .with(
                    "total-request-bytes",
                    "totalRequestBytes",
                    size(34 * MIB, TIB),
                    "SIZE",
                    "the same of all connections")
            .with(
                    "unread-bytes",
                    "maxUnreadBytes",
                    size(MIB, TIB),
                    "SIZE",
                    "what may wait for one connection to read it; beyond that it is cut off")
            .with("total-unread-bytes", "totalUnreadBytes", size(MIB, TIB), "SIZE", "the same of all connections")
            .with(
                    "unread-timeout",
                    "unreadTimeoutMs",
                    milliseconds(Duration.ofMillis(10), Duration.ofDays(1)),
                    "TIME",
                    "how long a connection may take next to nothing of what waits for it")
            .with(
                    "frame-timeout",
                    "frameTimeoutMs",
                    milliseconds(Duration.ofMillis(10), Duration.ofDays(1)),
                    "TIME",
                    "how long a request may take to come")
            .with("max-exports", "maxExports", number(1, 100_000), "N", "that may be under way on all connections");

    private static final Area<IngestOptions> INGEST = Area.of(
                    "Records", IngestOptions.class, ServerOptions::ingest, ServerOptions.Builder::ingest)
            .with(
                    "ingest-batches",
                    "queueBatches",
                    number(2, PipelineOptions.MAX_QUEUE_LENGTH),
                    "N",
                    "batches of records that may wait to be parsed")
            .with("ingest-bytes", "queueBytes", size(MIB, TIB), "SIZE", "what those may have together")
            .with(
                    "ingest-window-bytes",
                    "windowBytes",
                    size(KIB, GIB),
                    "SIZE",
                    "commands under way before the next batch is parsed");

    private static final Area<PipelineOptions> PIPELINE = Area.of(
                    "Queues", PipelineOptions.class, ServerOptions::pipeline, ServerOptions.Builder::pipeline)
            .with(
                    "queue-batches",
                    "queueBatches",
                    number(1, PipelineOptions.MAX_QUEUE_LENGTH),
                    "N",
                    "batches of commands that may wait for the engine or the disk")
            .with(
                    "queue-bytes",
                    "queueBytes",
                    size(8 * MIB, PipelineOptions.MAX_QUEUE_BYTES),
                    "SIZE",
                    "what those may have together")
            .with("batch-bytes", "maxBatchBytes", size(8 * MIB, GIB), "SIZE", "the longest batch of commands")
            .with(
                    "queue-queries",
                    "queueQueries",
                    number(1, PipelineOptions.MAX_QUEUE_LENGTH),
                    "N",
                    "counts, lists and explanations that may wait for the engine");

    private static final Area<ClockOptions> CLOCK = Area.of(
                    "Clock", ClockOptions.class, ServerOptions::clock, ServerOptions.Builder::clock)
            .with("clock", "mode", choice(ClockMode.class), "KIND", "system, or manual: moves only by muster clock")
            .withUnset("now", "startMillis", instant(), "INSTANT", "where a manual clock starts")
            .with(
                    "clock-max-leap",
                    "maxLeapMillis",
                    milliseconds(
                            Duration.ofMillis(ClockOptions.LEAST_LEAP_MILLIS),
                            Duration.ofMillis(ClockOptions.MOST_LEAP_MILLIS)),
                    "TIME",
                    "how far the system's clock may leap ahead and still be followed");

    private static final Area<HttpOptions> HTTP = Area.of(
                    "HTTP", HttpOptions.class, ServerOptions::http, ServerOptions.Builder::http)
            .with("http", "enabled", yesOrNo(), "YES|NO", "whether /health and /metrics are served")
            .with("http-host", "host", text("an address to listen on", 255), "HOST", "address to listen on for HTTP")
            .withUnset(
                    "http-port",
                    "port",
                    number(0, HttpOptions.MAX_PORT),
                    "PORT",
                    "port for HTTP, 0 for any free one; without it one above port (none where that is 0)");

    private static final Area<RedisOptions> REDIS = Area.of(
                    "Redis protocol", RedisOptions.class, ServerOptions::redis, ServerOptions.Builder::redis)
            .with(
                    "redis-host",
                    "host",
                    text("an address to listen on", 255),
                    "HOST",
                    "address to listen on for clients of Redis")
            .withUnset(
                    "redis-port",
                    "port",
                    number(0, RedisOptions.MAX_PORT),
                    "PORT",
                    "port for clients of Redis, 0 for any free one; without it they are not served");

    private static final Area<MetricsOptions> METRICS = Area.of(
                    "Metrics", MetricsOptions.class, ServerOptions::metrics, ServerOptions.Builder::metrics)
            .with(
                    "metrics-segments",
                    "maxSegments",
                    number(0, MetricsOptions.MAX_SEGMENTS),
                    "N",
                    "how many segments have their size among the metrics");

    private static final Area<LogOptions> LOG = Area.of(
                    "Log", LogOptions.class, ServerOptions::log, ServerOptions.Builder::log)
            .with("log-format", "format", choice(LogFormat.class), "FORMAT", "text or json, one line an event")
            .with("log-level", "level", choice(LogLevel.class), "LEVEL", "error, warn, info or debug");

    private static final Area<StopOptions> STOP = Area.of(
                    "Stopping", StopOptions.class, ServerOptions::stop, ServerOptions.Builder::stop)
            .with(
                    "stop-timeout",
                    "timeoutMillis",
                    milliseconds(Duration.ofMillis(1), Duration.ofMillis(StopOptions.MAX_TIMEOUT_MILLIS)),
                    "TIME",
                    "how long it may take to finish what was taken in");

    private static final Area<SecurityOptions> ACCESS = Area.of(
                    "Access", SecurityOptions.class, ServerOptions::security, ServerOptions.Builder::security)
            .withUnset(
                    "access-file",
                    "tokenFile",
                    path("a file"),
                    "FILE",
                    "where tokens are kept, hashed (default: tokens in the data directory)")
            .with(
                    "login-delay",
                    "loginDelayMs",
                    milliseconds(Duration.ZERO, Duration.ofMillis(SecurityOptions.MAX_LOGIN_DELAY_MS)),
                    "TIME",
                    "how long a login that is refused waits for its answer")
            .with(
                    "idle-timeout",
                    "idleTimeoutMs",
                    milliseconds(
                            Duration.ofMillis(SecurityOptions.MIN_IDLE_MS),
                            Duration.ofMillis(SecurityOptions.MAX_IDLE_MS)),
                    "TIME",
                    "after how long without a request a connection is closed");

    private static final Area<TlsOptions> TLS = Area.of(
                    "TLS", TlsOptions.class, ServerOptions::tls, ServerOptions.Builder::tls)
            .usedLike(TlsOptions.of(Path.of("certificate"), Path.of("key")))
            .withUnset(
                    "tls-certificate",
                    "certificate",
                    path("a PEM file"),
                    "FILE",
                    "the server's certificate and those that lead to its authority; with it every port speaks TLS")
            .withUnset("tls-key", "privateKey", path("a PEM file"), "FILE", "the certificate's key (PKCS #8)")
            .withUnset(
                    "tls-client-ca",
                    "clientAuthorities",
                    path("a PEM file"),
                    "FILE",
                    "authorities; clients must show a certificate of one of them")
            .with(
                    "tls-handshake-timeout",
                    "handshakeTimeoutMs",
                    milliseconds(Duration.ofMillis(TlsOptions.MIN_MS), Duration.ofMillis(TlsOptions.MAX_HANDSHAKE_MS)),
                    "TIME",
                    "from connection to the end of the handshake")
            .with(
                    "tls-max-handshakes",
                    "maxHandshakes",
                    number(1, TlsOptions.MAX_HANDSHAKES),
                    "N",
                    "handshakes under way at once on a port; connections beyond are closed")
            .with(
                    "tls-reload-check",
                    "reloadCheckMs",
                    milliseconds(
                            Duration.ofMillis(TlsOptions.MIN_MS), Duration.ofMillis(TlsOptions.MAX_RELOAD_CHECK_MS)),
                    "TIME",
                    "how often the files are looked at for changes");

    /** In the order in which they are told. */
    public static final List<Area<?>> ALL = List.of(
            LISTEN,
            ACCESS,
            TLS,
            STORAGE,
            JOURNAL,
            COMMIT,
            SNAPSHOTS,
            CHANGES,
            WEBHOOKS,
            MEMORY,
            CONNECTIONS,
            INGEST,
            PIPELINE,
            CLOCK,
            HTTP,
            REDIS,
            METRICS,
            LOG,
            STOP);

    static final Option CLOCK_MODE = option("clock").orElseThrow();
    static final Option NOW = option("now").orElseThrow();

    private ServerAreas() {}

    /** All options of all areas, in the order in which they are told. */
    public static Stream<Option> options() {
        return ALL.stream().flatMap(area -> area.options().stream());
    }

    static Optional<Option> option(String name) {
        return options().filter(option -> option.name().equals(name)).findFirst();
    }

    static List<String> names() {
        return options().map(Option::name).toList();
    }
}
