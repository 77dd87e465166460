package io.muster.server.snapshot;

import io.muster.protocol.client.ClientOptions;
import io.muster.protocol.client.Durability;
import io.muster.protocol.client.MusterClient;
import io.muster.server.MusterServer;
import io.muster.server.ServerOptions;
import io.muster.server.disk.FileChannelDisk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Data directories as a version of the formats writes them, to be kept in {@code src/test/resources/samples}. Run once
 * per version, with the directory to write to: {@code SampleDirectories server/src/test/resources/samples/1}.
 */
final class SampleDirectories {
    static final long START_MILLIS = 1_770_000_000_000L;
    static final List<String> TEXTS = List.of("one", "two " + "and more ".repeat(40), "", "four");
    static final int CUSTOMERS = 120;
    static final int ORDERS = 40;

    private SampleDirectories() {}

    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]).toAbsolutePath();
        writeTexts(directory.resolve("texts"));
        writeEngine(directory.resolve("engine"));
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path lock : files.filter(file -> file.endsWith("lock")).toList()) {
                Files.delete(lock);
            }
        }
    }

    private static void writeTexts(Path directory) throws IOException {
        try (TextStore store = TextStore.open(new FileChannelDisk(), directory)) {
            store.append(TEXTS.get(0));
            store.append(TEXTS.get(1));
            store.append(TEXTS.get(2));
            store.snapshot();
            store.append(TEXTS.get(3));
        }
    }

    /** A shop of which most is in the snapshot, and some in the journal since. */
    private static void writeEngine(Path directory) throws IOException {
        ServerOptions options = options(directory)
                .snapshots(new SnapshotOptions(1L << 40, 1L << 30, false))
                .build();
        try (MusterServer server = MusterServer.start(options);
                MusterClient client = MusterClient.connect(ClientOptions.of("127.0.0.1", server.port()))) {
            client.createWorkspace("shop", "Europe/Skopje", "EUR");
            client.workspace("shop").createSegment("spent", "amount_spent > 50");
            client.workspace("shop").createSegment("recent", "orders_placed MATCHES (date >= now - 30d)");
            append(client, 0, CUSTOMERS - 20);
            client.snapshot();
            append(client, CUSTOMERS - 20, CUSTOMERS);
        }
    }

    static ServerOptions.Builder options(Path directory) {
        return ServerOptions.builder()
                .dataDirectory(directory)
                .port(0)
                .manualClock(START_MILLIS)
                .expectedCustomers(1_000)
                .expectedOrders(1_000);
    }

    private static void append(MusterClient client, int from, int to) {
        StringBuilder lines = new StringBuilder();
        for (int i = from; i < to; i++) {
            lines.append("{\"type\":\"customer\",\"id\":\"c-" + i + "\",\"email\":\"c" + i + "@example.com\",")
                    .append("\"tags\":[\"t" + i % 3 + "\"],\"fields\":{\"shoe_size\":" + (36 + i % 9) + "}}\n");
            if (i % 3 == 0) {
                lines.append("{\"type\":\"order_placed\",\"id\":\"o-" + i + "\",\"customer\":\"c-" + i + "\",")
                        .append("\"time\":\"2026-01-20T12:00:00Z\",\"total\":\"" + i + ".50\",\"currency\":\"EUR\"}\n");
            }
        }
        byte[] records = lines.toString().getBytes(StandardCharsets.UTF_8);
        int refused = client.workspace("shop")
                .append(records, 0, records.length, Durability.DISK)
                .refused();
        if (refused > 0) {
            throw new IllegalStateException("refused: " + refused);
        }
    }
}
