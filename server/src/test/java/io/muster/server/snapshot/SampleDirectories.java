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
import java.util.function.Consumer;
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

    /** Told once more under the same ids, it changes nothing but what the refund without an id lowers. */
    static final String HISTORIES = """
        {"type":"order_placed","id":"o-1","customer":"ana","time":"2026-01-20T12:00:00.123Z","status":"paid",\
        "total":"59.80","currency":"EUR","discount_code":"SAVE5","payment_method":"card",\
        "location_id":"skopje","items":[{"product":"p-1","variant":"p-1-a","collections":["shoes","sale"],\
        "category":"Shoes","tags":["red"],"vendor":"Keds","quantity":2,"price":"29.90"},{"product":"p-2",\
        "quantity":"0.5","price":"1.234567"},{"product":"p-3"}]}
        {"type":"order_placed","id":"o-2","customer":"bo","time":"2026-01-21T12:00:00Z","status":"pending",\
        "total":"1000000.01","currency":"EUR","items":[{"product":"p-1","quantity":1,"price":"29.90"}]}
        {"type":"order_placed","id":"o-3","customer":"cem","time":"2026-01-22T12:00:00Z","total":"5",\
        "currency":"EUR","items":[]}
        {"type":"order_placed","id":"o-4","customer":"gone","time":"2026-01-22T12:00:00Z","total":"5",\
        "currency":"EUR","items":[{"product":"p-1"}]}
        {"type":"order_status","order":"o-3","customer":"cem","time":"2026-01-23T12:00:00Z","status":"cancelled"}
        {"type":"order_refunded","order":"o-1","customer":"ana","id":"f-1","time":"2026-01-24T12:00:00Z",\
        "amount":"9.80"}
        {"type":"order_refunded","order":"o-2","customer":"bo","time":"2026-01-24T12:00:00Z","amount":"0.01"}
        {"type":"checkout_started","id":"k-1","customer":"ana","time":"2026-01-25T12:00:00Z","total":"12.50",\
        "currency":"EUR","items":[{"product":"p-9","quantity":3}]}
        {"type":"checkout_started","id":"k-2","customer":"bo","time":"2026-01-25T12:00:00Z","total":"12.50",\
        "currency":"EUR","items":[{"product":"p-9"}]}
        {"type":"checkout_completed","id":"k-2","customer":"bo","time":"2026-01-25T13:00:00Z","order":"o-2"}
        {"type":"product_viewed","customer":"cem","time":"2026-01-26T12:00:00Z","product":"p-7"}
        {"type":"email_opened","id":"e-1","customer":"ana","time":"2026-01-26T12:00:00Z","campaign":"news"}
        {"type":"review_written","id":"r-1","customer":"bo","time":"2026-01-26T12:00:00Z",\
        "properties":{"score":4.5,"words":["good","café"],"verified":true,"shop":"Skopje"}}
        {"type":"review_written","id":"r-2","customer":"gone","time":"2026-01-26T12:00:00Z","properties":{"score":1}}
        """;

    static final String HISTORIES_AFTER = """
        {"type":"customer_deleted","id":"gone"}
        """;

    /** Of one customer, a minute apart; more than are walked through for each new one. */
    static final int LONG_HISTORY = 1_100;

    private SampleDirectories() {}

    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]).toAbsolutePath();
        writeTexts(directory.resolve("texts"));
        writeEngine(directory.resolve("engine"));
        writeHistories(directory.resolve("histories"));
        writeLongHistory(directory.resolve("long"));
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

    /** What a server has kept of a shop when it is stopped without a last snapshot. */
    private static void write(Path directory, Consumer<MusterClient> filling) throws IOException {
        ServerOptions options = options(directory)
                .snapshots(new SnapshotOptions(1L << 40, 1L << 30, false))
                .build();
        try (MusterServer server = MusterServer.start(options);
                MusterClient client = MusterClient.connect(ClientOptions.of("127.0.0.1", server.port()))) {
            client.createWorkspace("shop", "Europe/Skopje", "EUR");
            filling.accept(client);
        }
    }

    /** A shop of which most is in the snapshot, and some in the journal since. */
    private static void writeEngine(Path directory) throws IOException {
        write(directory, client -> {
            client.workspace("shop").createSegment("spent", "amount_spent > 50");
            client.workspace("shop").createSegment("recent", "orders_placed MATCHES (date >= now - 30d)");
            append(client, 0, CUSTOMERS - 20);
            client.snapshot();
            append(client, CUSTOMERS - 20, CUSTOMERS);
        });
    }

    /** A shop with all that a history can have, in the snapshot. */
    private static void writeHistories(Path directory) throws IOException {
        write(directory, client -> {
            append(client, HISTORIES);
            append(client, HISTORIES_AFTER);
            client.snapshot();
        });
    }

    /** A customer with a long history, and segments that pick all of it, a third, and nothing. */
    private static void writeLongHistory(Path directory) throws IOException {
        write(directory, client -> {
            String viewed = "storefront.product_viewed MATCHES ";
            client.workspace("shop").createSegment("more", viewed + "(count > " + LONG_HISTORY + ")");
            client.workspace("shop").createSegment("third", viewed + "(id = 'p-1', date >= now - 30d)");
            client.workspace("shop").createSegment("nothing", viewed + "(id = 'p-9')");
            StringBuilder lines = new StringBuilder();
            for (int i = 0; i < LONG_HISTORY; i++) {
                lines.append(viewed(START_MILLIS - (LONG_HISTORY - i) * 60_000L, "p-" + i % 3));
            }
            append(client, lines.toString());
            client.snapshot();
        });
    }

    static String viewed(long atMillis, String product) {
        return "{\"type\":\"product_viewed\",\"customer\":\"ana\",\"time\":" + atMillis + ",\"product\":\"" + product
                + "\"}\n";
    }

    static ServerOptions.Builder options(Path directory) {
        return ServerOptions.builder()
                .dataDirectory(directory)
                .port(0)
                .manualClock(START_MILLIS)
                .expectedCustomers(1_000);
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
        append(client, lines.toString());
    }

    /** Records as JSON Lines, all of which must be taken. */
    static void append(MusterClient client, String lines) {
        byte[] records = lines.getBytes(StandardCharsets.UTF_8);
        int refused = client.workspace("shop")
                .append(records, 0, records.length, Durability.DISK)
                .refused();
        if (refused > 0) {
            throw new IllegalStateException("refused: " + refused);
        }
    }
}
