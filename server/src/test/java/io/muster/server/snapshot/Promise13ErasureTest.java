package io.muster.server.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.protocol.client.ClientOptions;
import io.muster.protocol.client.Durability;
import io.muster.protocol.client.MusterClient;
import io.muster.server.MusterServer;
import io.muster.server.ServerOptions;
import io.muster.server.disk.FileChannelDisk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Promise 13: a deleted customer is in no file after the next snapshot. */
@Timeout(60)
class Promise13ErasureTest {
    private static final long START_MILLIS = 1_770_000_000_000L;
    private static final List<String> WORDS = List.of(
            "customer-who-goes", "who.goes@example.com", "Gonzalo", "Whogoes", "+38970123456", "order-of-theirs");

    @TempDir
    private Path data;

    @Test
    void shouldLeaveNothingOfADeletedCustomerInAnyFile() throws IOException {
        try (MusterServer server = start();
                MusterClient client = MusterClient.connect(ClientOptions.of("127.0.0.1", server.port()))) {
            client.createWorkspace("shop", "Europe/Skopje", "EUR");
            append(client, """
                {"type":"customer","id":"customer-who-stays","email":"who.stays@example.com"}
                {"type":"customer","id":"customer-who-goes","email":"who.goes@example.com",\
                "first_name":"Gonzalo","last_name":"Whogoes","phone":"+38970123456"}
                {"type":"order_placed","id":"order-of-theirs","customer":"customer-who-goes",\
                "time":"2026-02-01T12:00:00Z","total":"10"}
                """);
            assertEquals(WORDS, found());
            client.snapshot();
            assertEquals(WORDS, found());
            append(client, "{\"type\":\"customer_deleted\",\"id\":\"customer-who-goes\"}\n");
            assertEquals(WORDS, found());
            client.snapshot();
            assertEquals(List.of(), found());
            assertTrue(isSomewhere("customer-who-stays") && isSomewhere("who.stays@example.com"));
        }
        assertEquals(List.of(), found());
    }

    private static void append(MusterClient client, String lines) {
        byte[] records = lines.getBytes(StandardCharsets.UTF_8);
        assertEquals(
                0,
                client.workspace("shop")
                        .append(records, 0, records.length, Durability.DISK)
                        .refused());
    }

    private List<String> found() throws IOException {
        List<String> found = new ArrayList<>();
        for (String word : WORDS) {
            if (isSomewhere(word)) {
                found.add(word);
            }
        }
        return found;
    }

    private boolean isSomewhere(String word) throws IOException {
        try (Stream<Path> files = Files.list(data)) {
            for (Path file : files.toList()) {
                if (contains(Files.readAllBytes(file), word)
                        || file.toString().endsWith(".muster") && contains(blocks(file), word)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean contains(byte[] bytes, String word) {
        return new String(bytes, StandardCharsets.ISO_8859_1).contains(word);
    }

    /** Of a snapshot, where they are compressed. */
    private static byte[] blocks(Path file) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (SnapshotFileReader reader = new SnapshotFileReader(new FileChannelDisk(), file, null)) {
            while (reader.advance()) {
                byte[] block = new byte[reader.length()];
                reader.buffer().getBytes(reader.offset(), block);
                all.write(block);
            }
        }
        return all.toByteArray();
    }

    private MusterServer start() throws IOException {
        return MusterServer.start(ServerOptions.builder()
                .dataDirectory(data)
                .port(0)
                .manualClock(START_MILLIS)
                .expectedCustomers(1_000)
                .build());
    }
}
