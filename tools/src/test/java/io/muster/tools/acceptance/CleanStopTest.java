package io.muster.tools.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.protocol.client.Durability;
import io.muster.protocol.client.MusterClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The server as a process: told to end, it ends in order, and the next one has everything. */
@Timeout(180)
@DisabledOnOs(OS.WINDOWS)
class CleanStopTest {
    private static final Instant NOW = Instant.parse("2026-02-01T12:00:00Z");

    @TempDir
    private Path directory;

    @Test
    void shouldEndInOrderWhenToldToAndStartAgainRightAfter() throws Exception {
        try (ServerProcess server = start("first.log")) {
            try (MusterClient client = server.connect()) {
                client.createWorkspace("shop", "UTC", "EUR");
                append(client, "c-1");
            }
            assertEquals(0, server.endBy("TERM"));
        }
        assertTrue(Files.readString(directory.resolve("first.log")).contains("stopped within"));
        try (ServerProcess server = start("second.log")) {
            try (MusterClient client = server.connect()) {
                assertEquals(1, client.workspaces().getFirst().customers());
                append(client, "c-2");
            }
            assertEquals(0, server.endBy("INT"));
        }
        try (ServerProcess server = start("third.log");
                MusterClient client = server.connect()) {
            assertEquals(2, client.workspaces().getFirst().customers());
        }
    }

    private ServerProcess start(String log) throws Exception {
        return ServerProcess.start(directory.resolve("data"), NOW, directory.resolve(log));
    }

    private static void append(MusterClient client, String id) {
        byte[] record = ("{\"type\":\"customer\",\"id\":\"" + id + "\"}\n").getBytes(StandardCharsets.UTF_8);
        assertEquals(
                1,
                client.workspace("shop")
                        .append(record, 0, record.length, Durability.DISK)
                        .accepted());
    }
}
