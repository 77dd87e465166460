package io.muster.server;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.protocol.client.AppendResult;
import io.muster.protocol.client.ClientOptions;
import io.muster.protocol.client.Durability;
import io.muster.protocol.client.Membership;
import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.MusterException;
import io.muster.protocol.client.WorkspaceClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class MusterServerWireTest {
    private static final long START_MILLIS = 1_770_000_000_000L;
    private static final String RECORDS = """
        {"type":"customer","id":"c-1","tags":["vip"]}
        {"type":"customer","id":"c-2","shoe":1}
        {"type":"customer","id":"c-3"}
        """;

    @TempDir
    private Path directory;

    @Test
    void shouldServeAClientTheSameBeforeAndAfterARestart() throws IOException {
        long sequence;
        int segment;
        try (MusterServer server = MusterServer.start(options());
                MusterClient client = connect(server)) {
            client.createWorkspace("shop", "UTC", "EUR");
            WorkspaceClient shop = client.workspace("shop");
            segment = shop.createSegment("vips", "customer_tags CONTAINS 'vip'").id();
            AppendResult appended = append(shop, RECORDS);
            sequence = appended.lastSequence();

            assertEquals(2, appended.accepted());
            assertEquals(1, appended.refusals().getFirst().line(), "counted from 0");
            assertMembers(shop.atLeast(sequence), segment);
            assertEquals(START_MILLIS + 1000, client.advanceClock(1000).nowMillis());
        }
        try (MusterServer server = MusterServer.start(options());
                MusterClient client = connect(server)) {
            assertMembers(client.workspace("shop").atLeast(sequence), segment);
            assertEquals(START_MILLIS + 1000, client.clock().nowMillis());
            assertTrue(client.clock().manual());
        }
    }

    @Test
    void shouldSayWhyTheClockDoesNotGoBack() throws IOException {
        try (MusterServer server = MusterServer.start(options());
                MusterClient client = connect(server)) {
            MusterException refusal = assertThrows(MusterException.class, () -> client.setClock(START_MILLIS - 1));
            assertTrue(refusal.getMessage().contains("the clock does not go back"), refusal.getMessage());
        }
    }

    @Test
    void shouldSayWhichAddressIsTakenAndGiveTheDirectoryBack(@TempDir Path other) throws IOException {
        try (MusterServer server = MusterServer.start(options())) {
            ServerOptions second =
                    builder().dataDirectory(other).port(server.port()).build();

            IOException refusal = assertThrows(IOException.class, () -> MusterServer.start(second));
            assertTrue(refusal.getMessage().contains("127.0.0.1:" + server.port()), refusal.getMessage());
        }
        MusterServer.start(builder().dataDirectory(other).build()).close();
    }

    @Test
    void shouldCountAsOfNowThoughNothingElseHappens() throws IOException {
        ServerOptions system = builder().systemClock().build();
        try (MusterServer server = MusterServer.start(system);
                MusterClient client = connect(server)) {
            client.createWorkspace("shop", "UTC", "EUR");
            WorkspaceClient shop = client.workspace("shop");
            append(shop, "{\"type\":\"customer\",\"id\":\"c\",\"registered_at\":" + System.currentTimeMillis() + "}");

            await().atMost(Duration.ofSeconds(20))
                    .until(() -> shop.count("customer_added_date >= now - 1s").count() == 0);
            long before = System.currentTimeMillis();
            assertTrue(client.clock().nowMillis() >= before);
        }
    }

    private static void assertMembers(WorkspaceClient shop, int segment) {
        assertEquals(Membership.MEMBER, shop.isMember(segment, "c-1"));
        assertEquals(Membership.UNKNOWN_CUSTOMER, shop.isMember(segment, "c-2"));
        assertEquals(Membership.NOT_MEMBER, shop.isMember(segment, "c-3"));
        assertEquals(1, shop.cardinality(segment));
    }

    private static AppendResult append(WorkspaceClient shop, String lines) {
        byte[] bytes = lines.getBytes(StandardCharsets.UTF_8);
        return shop.append(bytes, 0, bytes.length, Durability.DISK);
    }

    private static MusterClient connect(MusterServer server) {
        return MusterClient.connect(ClientOptions.of("127.0.0.1", server.port()));
    }

    private ServerOptions options() {
        return builder().dataDirectory(directory).build();
    }

    private static ServerOptions.Builder builder() {
        return ServerOptions.builder().port(0).manualClock(START_MILLIS).expectedCustomers(1000);
    }
}
