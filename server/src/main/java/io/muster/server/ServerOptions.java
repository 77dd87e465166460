package io.muster.server;

import io.muster.server.change.ChangeOptions;
import io.muster.server.hook.WebhookOptions;
import io.muster.server.http.HttpOptions;
import io.muster.server.ingest.IngestOptions;
import io.muster.server.journal.JournalOptions;
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

/**
 * How a server runs: a record per area. What users set by file, environment and flag is bound to these in
 * {@code io.muster.server.config.ServerAreas}.
 *
 * @param listen where the binary protocol is served
 * @param clock where time comes from
 * @param storage where data is kept
 * @param journal how it is written
 * @param memory what the server makes room for
 * @param commit how long acknowledged records may be off the disk, where nobody waits for that
 * @param pipeline the bounds of what waits for the engine
 * @param ingest the bounds of what waits to be parsed
 * @param connections the bounds of connections
 * @param changes how changes of membership are kept and followed
 * @param snapshots when and how they are taken
 * @param webhooks how changes are sent to webhooks
 * @param security who may come in
 * @param tls what is spoken on every port
 * @param http where HTTP is served
 * @param redis where the Redis protocol is served
 * @param metrics what is measured
 * @param log how the log is written; for those who own the process, a server does not set it
 * @param stop how the server ends
 */
public record ServerOptions(
        ListenOptions listen,
        ClockOptions clock,
        StorageOptions storage,
        JournalOptions journal,
        CommitOptions commit,
        MemoryOptions memory,
        PipelineOptions pipeline,
        IngestOptions ingest,
        ConnectionOptions connections,
        ChangeOptions changes,
        SnapshotOptions snapshots,
        WebhookOptions webhooks,
        SecurityOptions security,
        TlsOptions tls,
        HttpOptions http,
        RedisOptions redis,
        MetricsOptions metrics,
        LogOptions log,
        StopOptions stop) {
    /**
     * A builder with the defaults: in memory, 127.0.0.1 and the port that clients expect, the system's clock, a million
     * customers.
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Null to keep everything in memory only. */
    public Path dataDirectory() {
        return storage.dataDirectory();
    }

    public String host() {
        return listen.host();
    }

    public int port() {
        return listen.port();
    }

    public int ioThreads() {
        return listen.ioThreads();
    }

    public ClockMode clockMode() {
        return clock.mode();
    }

    public long startMillis() {
        return clock.startMillis();
    }

    public long expectedCustomers() {
        return memory.expectedCustomers();
    }

    public long journalFileBytes() {
        return journal.maxFileBytes();
    }

    /** Collects options. One thread. */
    public static final class Builder {
        private ListenOptions listen = ListenOptions.defaults();
        private ClockOptions clock = ClockOptions.defaults();
        private StorageOptions storage = StorageOptions.defaults();
        private JournalOptions journal = JournalOptions.defaults();
        private CommitOptions commit = CommitOptions.defaults();
        private MemoryOptions memory = MemoryOptions.defaults();
        private PipelineOptions pipeline = PipelineOptions.defaults();
        private IngestOptions ingest = IngestOptions.defaults();
        private ConnectionOptions connections = ConnectionOptions.defaults();
        private SnapshotOptions snapshots = SnapshotOptions.defaults();
        private ChangeOptions changes = ChangeOptions.defaults();
        private WebhookOptions webhooks = WebhookOptions.defaults();
        private SecurityOptions security = SecurityOptions.defaults();
        private TlsOptions tls = TlsOptions.defaults();
        private HttpOptions http = HttpOptions.defaults();
        private RedisOptions redis = RedisOptions.defaults();
        private MetricsOptions metrics = MetricsOptions.defaults();
        private LogOptions log = LogOptions.defaults();
        private StopOptions stop = StopOptions.defaults();

        private Builder() {}

        public Builder listen(ListenOptions value) {
            listen = value;
            return this;
        }

        public Builder clock(ClockOptions value) {
            clock = value;
            return this;
        }

        public Builder storage(StorageOptions value) {
            storage = value;
            return this;
        }

        public Builder journal(JournalOptions value) {
            journal = value;
            return this;
        }

        public Builder commit(CommitOptions value) {
            commit = value;
            return this;
        }

        public Builder memory(MemoryOptions value) {
            memory = value;
            return this;
        }

        public Builder pipeline(PipelineOptions value) {
            pipeline = value;
            return this;
        }

        public Builder security(SecurityOptions value) {
            security = value;
            return this;
        }

        public Builder tls(TlsOptions value) {
            tls = value;
            return this;
        }

        public Builder changes(ChangeOptions value) {
            changes = value;
            return this;
        }

        public Builder webhooks(WebhookOptions value) {
            webhooks = value;
            return this;
        }

        public Builder ingest(IngestOptions value) {
            ingest = value;
            return this;
        }

        public Builder connections(ConnectionOptions value) {
            connections = value;
            return this;
        }

        public Builder snapshots(SnapshotOptions value) {
            snapshots = value;
            return this;
        }

        public Builder http(HttpOptions value) {
            http = value;
            return this;
        }

        public Builder redis(RedisOptions value) {
            redis = value;
            return this;
        }

        public Builder metrics(MetricsOptions value) {
            metrics = value;
            return this;
        }

        public Builder log(LogOptions value) {
            log = value;
            return this;
        }

        public Builder stop(StopOptions value) {
            stop = value;
            return this;
        }

        /** Null to keep everything in memory only. */
        public Builder dataDirectory(Path value) {
            return storage(new StorageOptions(value));
        }

        public Builder host(String value) {
            return listen(new ListenOptions(value, listen.port(), listen.ioThreads(), listen.busyPoll()));
        }

        /** 0 for any that is free. */
        public Builder port(int value) {
            return listen(new ListenOptions(listen.host(), value, listen.ioThreads(), listen.busyPoll()));
        }

        public Builder ioThreads(int value) {
            return listen(new ListenOptions(listen.host(), listen.port(), value, listen.busyPoll()));
        }

        /** The clock is the system's. */
        public Builder systemClock() {
            return clock(new ClockOptions(ClockMode.SYSTEM, clock.startMillis(), clock.maxLeapMillis()));
        }

        /** The clock starts at {@code startMillis} and moves by command only. */
        public Builder manualClock(long startMillis) {
            return clock(new ClockOptions(ClockMode.MANUAL, startMillis, clock.maxLeapMillis()));
        }

        public Builder expectedCustomers(long value) {
            return memory(new MemoryOptions(value, memory.maxBytes()));
        }

        public Builder journalFileBytes(long value) {
            return journal(new JournalOptions(value, journal.aheadBytes()));
        }

        public ServerOptions build() {
            return new ServerOptions(
                    listen,
                    clock,
                    storage,
                    journal,
                    commit,
                    memory,
                    pipeline,
                    ingest,
                    connections,
                    changes,
                    snapshots,
                    webhooks,
                    security,
                    tls,
                    http,
                    redis,
                    metrics,
                    log,
                    stop);
        }
    }
}
