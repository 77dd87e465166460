package io.muster.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.protocol.client.ClientOptions;
import io.muster.protocol.client.Durability;
import io.muster.protocol.client.ErrorCode;
import io.muster.protocol.client.Membership;
import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.MusterException;
import io.muster.protocol.client.WorkspaceClient;
import io.muster.server.disk.DiskCall;
import io.muster.server.disk.FaultyDisk;
import io.muster.server.journal.JournalOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A server whose disk fails: it takes nothing more, answers on, says why, and has all it acknowledged when restarted.
 */
@Timeout(60)
class Promise03ReadOnlyServerTest {
    private final FaultyDisk disk = new FaultyDisk();

    @Test
    void shouldAnswerOnAndSayWhyWhenAForceFails() throws IOException {
        failDuring(() -> disk.failWhen(call -> call.is(DiskCall.Kind.FORCE, "journal")), "injected fault: force");
    }

    @Test
    void shouldAnswerOnAndSayWhyWhenTheDiskIsFull() throws IOException {
        failDuring(() -> disk.leaveRoomFor(0), "No space left on device");
    }

    private void failDuring(Runnable fault, String reason) throws IOException {
        MusterServer server = start(disk);
        try (MusterClient client = connect(server)) {
            client.createWorkspace("shop", "Europe/Skopje", "EUR");
            WorkspaceClient shop = client.workspace("shop");
            int segment = shop.createSegment("buyers", "number_of_orders >= 1").id();
            append(shop, "kept");
            assertFalse(client.statusJson().contains("read_only_because"), client.statusJson());
            fault.run();
            MusterException refusal = appendUntilRefused(shop);

            assertEquals(ErrorCode.READ_ONLY, refusal.code());
            assertTrue(refusal.getMessage().contains(reason), refusal.getMessage());
            assertEquals(Membership.MEMBER, shop.isMember(segment, "kept"));
            assertTrue(shop.customerJson("kept").contains("kept"));
            String status = client.statusJson();
            assertTrue(status.contains("\"read_only\":true"), status);
            assertTrue(status.contains(reason), status);
            assertThrows(MusterException.class, () -> shop.createSegment("late", "number_of_orders >= 2"));
        } finally {
            server.close();
        }
        try (MusterServer again = start(disk.crash());
                MusterClient client = connect(again)) {
            WorkspaceClient shop = client.workspace("shop");
            assertEquals(Membership.MEMBER, shop.isMember(shop.segment("buyers").id(), "kept"));
            append(shop, "after");
        }
    }

    /** On a full disk what was made ready ahead can still be filled. */
    private static MusterException appendUntilRefused(WorkspaceClient shop) {
        for (int i = 0; i < 100_000; i++) {
            try {
                append(shop, "lost".repeat(1_000));
            } catch (MusterException refusal) {
                return refusal;
            }
        }
        throw new AssertionError("was never refused");
    }

    private static void append(WorkspaceClient shop, String customer) {
        byte[] line = ("{\"type\":\"order_placed\",\"id\":\"o-" + customer.substring(0, 4) + "\",\"customer\":\""
                        + customer.substring(0, Math.min(100, customer.length()))
                        + "\",\"time\":\"2026-05-10T12:00:00Z\",\"total\":\"1\",\"currency\":\"EUR\"}\n")
                .getBytes(StandardCharsets.UTF_8);
        shop.append(line, 0, line.length, Durability.DISK);
    }

    private static MusterClient connect(MusterServer server) {
        return MusterClient.connect(ClientOptions.of("127.0.0.1", server.port()));
    }

    private static MusterServer start(FaultyDisk disk) throws IOException {
        return MusterServer.start(
                ServerOptions.builder()
                        .dataDirectory(Path.of("/data"))
                        .port(0)
                        .manualClock(1_780_000_000_000L)
                        .expectedCustomers(100)
                        .journal(new JournalOptions(1 << 30, 4096))
                        .build(),
                disk);
    }
}
