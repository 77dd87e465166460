package io.muster.server;

import io.muster.index.EngineOptions;
import io.muster.protocol.client.ClientOptions;
import io.muster.server.pipeline.PipelineOptions;
import io.muster.server.security.SecurityOptions;
import io.muster.server.tls.TlsOptions;
import java.nio.file.Path;

/**
 * How a server runs.
 *
 * @param dataDirectory made if missing; null to keep everything in memory only
 * @param host the address to listen on
 * @param port 0 for any that is free
 * @param clockMode where time comes from
 * @param startMillis where a manual clock starts, milliseconds since the epoch; a journal that has come further goes on
 *     from there. Without meaning for the system's clock
 * @param expectedCustomers over all workspaces
 * @param expectedOrders over all workspaces
 * @param ioThreads that serve connections
 * @param journalFileBytes how long one file of the journal gets
 * @param pipeline the bounds of what waits for the engine
 * @param security who may come in
 * @param tls what is spoken on every port
 */
public record ServerOptions(
        Path dataDirectory,
        String host,
        int port,
        ClockMode clockMode,
        long startMillis,
        long expectedCustomers,
        long expectedOrders,
        int ioThreads,
        long journalFileBytes,
        PipelineOptions pipeline,
        SecurityOptions security,
        TlsOptions tls) {
    /** Checks the bounds. */
    public ServerOptions {
        within("port", port, 0, 65_535);
        within("start time in milliseconds", startMillis, 0, EngineOptions.LATEST_MILLIS);
        within("expected customers", expectedCustomers, 1, Integer.MAX_VALUE);
        within("expected orders", expectedOrders, 1, Integer.MAX_VALUE);
        within("I/O threads", ioThreads, 1, 1024);
    }

    /**
     * A builder with the defaults: in memory, 127.0.0.1 and the port that clients expect, the system's clock, a million
     * customers.
     */
    public static Builder builder() {
        return new Builder();
    }

    private static void within(String name, long found, long least, long most) {
        if (found < least || found > most) {
            throw new IllegalArgumentException(name + ": found " + found + ", expected " + least + " to " + most);
        }
    }

    /** Collects options. One thread. */
    public static final class Builder {
        private Path dataDirectory;
        private String host = "127.0.0.1";
        private int port = ClientOptions.DEFAULT_PORT;
        private ClockMode clockMode = ClockMode.SYSTEM;
        private long startMillis = System.currentTimeMillis();
        private long expectedCustomers = 1_000_000;
        private long expectedOrders = 2_000_000;
        private int ioThreads = 2;
        private long journalFileBytes = 1L << 30;
        private PipelineOptions pipeline = PipelineOptions.defaults();
        private SecurityOptions security = SecurityOptions.defaults();
        private TlsOptions tls = TlsOptions.defaults();

        private Builder() {}

        public Builder dataDirectory(Path value) {
            dataDirectory = value;
            return this;
        }

        public Builder host(String value) {
            host = value;
            return this;
        }

        public Builder port(int value) {
            port = value;
            return this;
        }

        /** The clock is the system's. */
        public Builder systemClock() {
            clockMode = ClockMode.SYSTEM;
            return this;
        }

        /** The clock starts at {@code newStartMillis} and moves by command only. */
        public Builder manualClock(long newStartMillis) {
            clockMode = ClockMode.MANUAL;
            startMillis = newStartMillis;
            return this;
        }

        public Builder expectedCustomers(long value) {
            expectedCustomers = value;
            return this;
        }

        public Builder expectedOrders(long value) {
            expectedOrders = value;
            return this;
        }

        public Builder ioThreads(int value) {
            ioThreads = value;
            return this;
        }

        public Builder journalFileBytes(long value) {
            journalFileBytes = value;
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

        public ServerOptions build() {
            return new ServerOptions(
                    dataDirectory,
                    host,
                    port,
                    clockMode,
                    startMillis,
                    expectedCustomers,
                    expectedOrders,
                    ioThreads,
                    journalFileBytes,
                    pipeline,
                    security,
                    tls);
        }
    }
}
