package io.muster.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.EngineStatus;
import io.muster.index.record.Commands;
import io.muster.server.ingest.AppendOutcome;
import io.muster.server.journal.JournalLockedException;
import io.muster.server.pipeline.CommandBatch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class MusterServerTest {
    private static final long START_MILLIS = 1_770_000_000_000L;

    @TempDir
    private Path directory;

    @Test
    void shouldHoldAfterARestartWhatItHeldBefore() throws Exception {
        EngineStatus before;
        try (MusterServer server = MusterServer.start(options(START_MILLIS))) {
            CommandBatch created = submit(server, Commands.createWorkspace("shop", "Europe/Skopje", "EUR"));
            append(server, created.id(), "{\"type\":\"customer\",\"id\":\"c-1\",\"email\":\"ana@example.com\"}\n");
            append(server, created.id(), "{\"type\":\"customer\",\"id\":\"c-2\",\"tags\":[\"vip\"]}\n{\"type\":\n");
            server.pipeline().advanceTo(START_MILLIS + 5000).get(30, TimeUnit.SECONDS);
            before = status(server);
        }
        try (MusterServer server = MusterServer.start(options(START_MILLIS))) {
            assertEquals(before, status(server));
            assertEquals(START_MILLIS + 5000, server.pipeline().clock().nowMillis());
            assertEquals(2, before.workspaces().getFirst().customers());
        }
    }

    @Test
    void shouldStartAManualClockLaterThanTheJournalEnds() throws Exception {
        MusterServer.start(options(START_MILLIS)).close();
        try (MusterServer server = MusterServer.start(options(START_MILLIS + 7000))) {
            assertEquals(START_MILLIS + 7000, status(server).nowMillis());
        }
    }

    @Test
    void shouldTellTheEngineTheTimeBeforeItAnswers() throws Exception {
        try (MusterServer server = MusterServer.start(options(START_MILLIS))) {
            assertEquals(START_MILLIS, status(server).nowMillis());
        }
    }

    @Test
    void shouldRefuseADirectoryThatAnotherServerUses() throws IOException {
        try (MusterServer first = MusterServer.start(options(START_MILLIS))) {
            assertThrows(JournalLockedException.class, () -> MusterServer.start(options(START_MILLIS)));
            assertEquals(null, first.pipeline().failure());
        }
    }

    @Test
    void shouldServeWithoutADisk() throws Exception {
        try (MusterServer server =
                MusterServer.start(builder().manualClock(START_MILLIS).build())) {
            CommandBatch created = submit(server, Commands.createWorkspace("shop", "UTC", "EUR"));
            assertTrue(created.refusals().isEmpty());
            assertEquals(1, status(server).workspaces().size());
        }
    }

    private ServerOptions options(long startMillis) {
        return builder().dataDirectory(directory).manualClock(startMillis).build();
    }

    private static ServerOptions.Builder builder() {
        return ServerOptions.builder().port(0).expectedCustomers(1000);
    }

    private static EngineStatus status(MusterServer server) throws Exception {
        return server.pipeline().query(engine -> engine.status()).get(30, TimeUnit.SECONDS);
    }

    private static CommandBatch submit(MusterServer server, byte[] command) throws Exception {
        CompletableFuture<CommandBatch> done = new CompletableFuture<>();
        assertTrue(server.pipeline().submit(CommandBatch.of(command, done::complete)));
        return done.get(30, TimeUnit.SECONDS);
    }

    private static AppendOutcome append(MusterServer server, int workspaceId, String lines) throws Exception {
        CompletableFuture<AppendOutcome> done = new CompletableFuture<>();
        assertTrue(server.ingest().offer(workspaceId, lines.getBytes(StandardCharsets.UTF_8), done::complete));
        return done.get(30, TimeUnit.SECONDS);
    }
}
