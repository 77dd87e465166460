package io.muster.server;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.record.CommandKind;
import io.muster.index.record.Commands;
import io.muster.index.record.Tag;
import io.muster.server.pipeline.CommandBatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PoisonedJournalTest {
    private static final long NOW = 1_780_000_000_000L;

    @TempDir
    Path directory;

    @Test
    void shouldStartAgainAfterARecordThatTheEngineCouldNotTake() throws Exception {
        String failure = null;
        try (MusterServer server = start()) {
            submit(server, CommandBatch.of(Commands.createWorkspace("shop", "Europe/Skopje", "EUR")));
            for (int i = 0; i < 250 && failure == null; i++) {
                CommandBatch batch = new CommandBatch(null);
                for (int j = 0; j < 1000; j++) {
                    batch.begin(CommandKind.EVENT, 1)
                            .text(Tag.NAME, "email.sent")
                            .text(Tag.ID, "message-" + i + "-" + j)
                            .text(Tag.CUSTOMER, "c-" + j)
                            .instant(Tag.TIME, NOW);
                    batch.end();
                }
                failure = submit(server, batch);
            }
        }
        assertDoesNotThrow(() -> start().close());
        assertNull(failure);
    }

    @Test
    void shouldRefuseToStartAtTheEndOfTime() {
        assertThrows(IllegalArgumentException.class, () -> start(Long.MAX_VALUE - 1000));
    }

    private MusterServer start() throws IOException {
        return start(NOW);
    }

    private MusterServer start(long nowMillis) throws IOException {
        return MusterServer.start(ServerOptions.builder()
                .dataDirectory(directory)
                .port(0)
                .manualClock(nowMillis)
                .expectedCustomers(1)
                .build());
    }

    private static String submit(MusterServer server, CommandBatch batch) throws Exception {
        CompletableFuture<String> done = new CompletableFuture<>();
        batch.completion(completed -> done.complete("" + completed.failure()));
        assertTrue(server.pipeline().submit(batch));
        String failure = done.get(30, TimeUnit.SECONDS);
        return failure.equals("null") ? null : failure;
    }
}
