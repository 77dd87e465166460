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
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StartingServerTest {
    private static final long START_MILLIS = 1_770_000_000_000L;

    @Test
    void shouldSayThatItStartsUntilTheJournalIsRead() throws Exception {
        int port = freePort();
        FaultyDisk disk = new FaultyDisk();
        CompletableFuture<Void> disksForce = disk.holdForce();
        CompletableFuture<MusterServer> started = CompletableFuture.supplyAsync(() -> start(disk, port));
        try (MusterClient client = Awaitility.await()
                .atMost(20, TimeUnit.SECONDS)
                .ignoreException(MusterUnreachableException.class)
                .until(() -> MusterClient.connect(ClientOptions.of("127.0.0.1", port)), MusterClient::isOpen)) {
            MusterException starting = assertThrows(MusterException.class, client::workspaces);
            assertEquals(ErrorCode.STARTING, starting.code());
            assertTrue(starting.getMessage().contains("starting ("), starting.getMessage());
            assertTrue(starting.retryAfterMs() > 0, "retry after " + starting.retryAfterMs());

            disksForce.complete(null);
            try (MusterServer server = started.get(20, TimeUnit.SECONDS)) {
                assertEquals(List.of(), client.workspaces());
                assertEquals(ServerState.SERVING, server.life().state());
            }
        }
    }

    @Test
    void shouldBeReadOnlyWhenTheJournalCannotBeWritten() throws Exception {
        FaultyDisk disk = new FaultyDisk();
        try (MusterServer server = start(disk, 0)) {
            disk.failAt(disk.calls() + 1, true);
            assertThrows(
                    Exception.class,
                    () -> server.pipeline().advanceTo(START_MILLIS + 1).get(10, TimeUnit.SECONDS));
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
                            .expectedOrders(1000)
                            .build(),
                    disk);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
