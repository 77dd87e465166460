package io.muster.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.protocol.client.ClientOptions;
import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.WorkspaceClient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Journals of each format version open for ever. Version 1: two files, made by the server that had it; 18 orders of
 * five customers, two segments, an hour passed, a profile.
 */
class Promise14OldJournalTest {
    private static final long LAST_NOW = 1_780_003_600_000L;

    @TempDir
    private Path directory;

    @Test
    void shouldOpenAJournalOfVersion1() throws IOException {
        for (String name : List.of("journal-00000000000000000001.log", "journal-00000000000000000017.log")) {
            try (InputStream sample = getClass().getResourceAsStream("/journal-version-1/" + name)) {
                Files.write(directory.resolve(name), sample.readAllBytes());
            }
        }
        for (int start = 0; start < 2; start++) {
            try (MusterServer server = MusterServer.start(ServerOptions.builder()
                            .dataDirectory(directory)
                            .port(0)
                            .manualClock(LAST_NOW)
                            .expectedCustomers(100)
                            .build());
                    MusterClient client = MusterClient.connect(ClientOptions.of("127.0.0.1", server.port()))) {
                WorkspaceClient shop = client.workspace("shop");
                assertEquals(LAST_NOW, client.clock().nowMillis());
                assertEquals(24, server.pipeline().acknowledgedSequence());
                assertEquals(5, shop.cardinality(shop.segment("buyers").id()));
                assertTrue(shop.customerJson("c-0").contains("ana@example.com"));
            }
        }
    }
}
