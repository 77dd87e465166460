package io.muster.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.protocol.client.ClientOptions;
import io.muster.protocol.client.ErrorCode;
import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.MusterException;
import io.muster.protocol.client.MusterUnreachableException;
import io.muster.server.disk.FaultyDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class StartingServerTest {
    private static final long START_MILLIS = 1_770_000_000_000L;

    /** Below those that the system gives away: who connects to one of these too early does not connect to itself. */
    private static final int LEAST_PORT = 20_000;

    private static final int MOST_PORT = 32_000;
    private static final int PORTS_TRIED = 20;

    @Test
    void shouldSayThatItStartsUntilTheJournalIsRead() throws Exception {
        FaultyDisk disk = new FaultyDisk();
        CompletableFuture<Void> disksForce = disk.holdForce();
        AtomicInteger port = new AtomicInteger(anyPort());
        CompletableFuture<MusterServer> started = Aside.supply(() -> startOnAFreePort(disk, port));
        try (MusterClient client = Awaitility.await()
                .atMost(30, TimeUnit.SECONDS)
                .ignoreException(MusterUnreachableException.class)
                .until(() -> MusterClient.connect(ClientOptions.of("127.0.0.1", port.get())), MusterClient::isOpen)) {
            MusterException starting = assertThrows(MusterException.class, client::workspaces);
            assertEquals(ErrorCode.STARTING, starting.code());
            assertTrue(starting.getMessage().contains("starting ("), starting.getMessage());
            assertTrue(starting.retryAfterMs() > 0, "retry after " + starting.retryAfterMs());

            disksForce.complete(null);
            try (MusterServer server = started.get(30, TimeUnit.SECONDS)) {
                assertEquals(List.of(), client.workspaces());
                assertEquals(ServerState.SERVING, server.life().state());
            }
        } finally {
            disksForce.complete(null);
        }
    }

    @Test
    void shouldBeReadOnlyWhenTheJournalCannotBeWritten() throws Exception {
        FaultyDisk disk = new FaultyDisk();
        try (MusterServer server = start(disk, 0)) {
            disk.failAt(disk.calls() + 1, true);
            assertThrows(
                    Exception.class,
                    () -> server.pipeline().advanceTo(START_MILLIS + 1).get(30, TimeUnit.SECONDS));
            assertEquals(ServerState.READ_ONLY, server.life().state());
            assertTrue(
                    server.life().detail().contains("injected fault"),
                    server.life().detail());
            disk.failAt(Long.MAX_VALUE, false);
        }
    }

    private static MusterServer start(FaultyDisk disk, int port) {
        try {
            return MusterServer.start(
                    ServerOptions.builder()
                            .dataDirectory(Path.of("/data"))
                            .port(port)
                            .http(io.muster.server.http.HttpOptions.off())
                            .manualClock(START_MILLIS)
                            .expectedCustomers(1000)
                            .build(),
                    disk);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The port must be known before the server has started; where somebody else has it, another is tried. */
    private static MusterServer startOnAFreePort(FaultyDisk disk, AtomicInteger port) {
        for (int attempt = 1; ; attempt++) {
            try {
                return start(disk, port.get());
            } catch (java.io.UncheckedIOException taken) {
                if (attempt == PORTS_TRIED) {
                    throw taken;
                }
                port.set(anyPort());
            }
        }
    }

    private static int anyPort() {
        return ThreadLocalRandom.current().nextInt(LEAST_PORT, MOST_PORT);
    }
}
