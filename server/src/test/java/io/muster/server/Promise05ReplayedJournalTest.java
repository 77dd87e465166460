package io.muster.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.protocol.client.ClientOptions;
import io.muster.protocol.client.Durability;
import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.WorkspaceClient;
import io.muster.server.disk.FaultyDisk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The same record twice counts once, before a restart and across it; a replay gives the same answers and sequences. */
@Timeout(60)
class Promise05ReplayedJournalTest {
    @Test
    void shouldCountARecordOnceAndAnswerTheSameAfterEachRestart() throws IOException {
        FaultyDisk disk = new FaultyDisk();
        List<String> before = null;
        for (int life = 0; life < 3; life++) {
            try (MusterServer server = start(disk);
                    MusterClient client = MusterClient.connect(ClientOptions.of("127.0.0.1", server.port()))) {
                if (life == 0) {
                    client.createWorkspace("shop", "Europe/Skopje", "EUR");
                    client.workspace("shop").createSegment("once", "number_of_orders = 1");
                    append(client.workspace("shop"));
                }
                WorkspaceClient shop = client.workspace("shop");
                if (before != null) {
                    assertEquals(before, answers(server, shop), "life " + life);
                }
                append(shop);
                before = answers(server, shop);
                assertEquals("1", before.get(0));
                assertTrue(before.get(2).contains("\"c-1\""), before.get(2));
            }
            disk = disk.crash();
        }
    }

    private static List<String> answers(MusterServer server, WorkspaceClient shop) {
        return List.of(
                "" + shop.cardinality(shop.segment("once").id()),
                "" + server.pipeline().acknowledgedSequence(),
                shop.customerJson("c-1"),
                "" + shop.segments());
    }

    private static void append(WorkspaceClient shop) {
        byte[] lines = """
            {"type":"order_placed","id":"o-1","customer":"c-1","time":"2026-05-10T12:00:00Z","total":"5","currency":"EUR"}
            {"type":"email_opened","id":"e-1","customer":"c-1","time":"2026-05-11T12:00:00Z"}
            {"type":"order_placed","id":"o-1","customer":"c-1","time":"2026-05-10T12:00:00Z","total":"5","currency":"EUR"}
            """.getBytes(StandardCharsets.UTF_8);
        assertEquals(3, shop.append(lines, 0, lines.length, Durability.DISK).accepted());
    }

    private static MusterServer start(FaultyDisk disk) throws IOException {
        return MusterServer.start(
                ServerOptions.builder()
                        .dataDirectory(Path.of("/data"))
                        .port(0)
                        .manualClock(1_780_000_000_000L)
                        .expectedCustomers(100)
                        .build(),
                disk);
    }
}
