package io.muster.bench;

import io.muster.protocol.client.Durability;
import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.WorkspaceClient;
import io.muster.server.generate.ShopGenerator;
import io.muster.tools.load.LineBatch;
import io.muster.tools.load.RecordLoad;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * A shop to take snapshots of: customers with a profile, a few fields and an order each, and segments over these, each
 * with some percent of the customers at most: a customer is in 15 of 1,000. One thread.
 */
final class SnapshotShop {
    static final String WORKSPACE = "bench";

    /** The clock's now; everything happened in the year before. */
    static final Instant START = Instant.parse("2026-06-14T12:00:00Z");

    private static final long YEAR_MILLIS = Duration.ofDays(365).toMillis();
    private static final int TAGS = 500;
    private static final int CITIES = 300;

    private static final List<String> RULES = List.of(
            "customer_tags CONTAINS 'tag-%d'",
            "customer_cities CONTAINS 'city-%d'",
            "amount_spent >= 480.%d",
            "last_order_date >= now - %dh",
            "customer_added_date >= now - %dh AND amount_spent > 50",
            "customer_cities CONTAINS 'city-%d' AND number_of_orders >= 1",
            "customer_tags CONTAINS 'tag-%d' AND last_order_date >= -90d",
            "amount_spent BETWEEN %d AND %<d.5",
            "customer_tags CONTAINS 'tag-%d' OR amount_spent > 480");

    /** One in a hundred: whoever waits for a window over events takes eight bytes in each of them. */
    private static final String FUNCTION = "orders_placed MATCHES (date >= now - %dd, sum_amount > 450)";

    private static final int FUNCTIONS_EVERY = 100;

    private final int customers;
    private final Random random;
    private long orders;

    SnapshotShop(int customers, long seed) {
        this.customers = customers;
        random = new Random(seed);
    }

    /** Makes the workspace with its segments, then loads the customers. Returns how many records that were. */
    long load(MusterClient client, int segments) {
        client.createWorkspace(WORKSPACE, "Europe/Skopje", "EUR");
        WorkspaceClient workspace = client.workspace(WORKSPACE);
        for (int i = 0; i < segments; i++) {
            int round = i / RULES.size();
            String rule = i % FUNCTIONS_EVERY == FUNCTIONS_EVERY - 1 ? FUNCTION : RULES.get(i % RULES.size());
            workspace.createSegment("Segment " + i, String.format(Locale.ROOT, rule, 1 + 3 * round));
        }
        RecordLoad load = new RecordLoad(
                (bytes, offset, length) -> workspace.appendAsync(bytes, offset, length, Durability.DISK), null);
        StringBuilder lines = new StringBuilder();
        long first = 1;
        int count = 0;
        for (int customer = 0; customer < customers; customer++) {
            lines.append(customer(customer)).append(order(customer));
            count += 2;
            if (lines.length() >= RecordLoad.BATCH_BYTES || customer == customers - 1) {
                byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
                load.send(new LineBatch("shop", first, count, bytes, bytes.length));
                first += count;
                count = 0;
                lines.setLength(0);
            }
        }
        load.drain();
        if (load.summary().refused() > 0) {
            throw new IllegalStateException(
                    "refused: " + load.summary().refusals().getFirst());
        }
        return load.summary().records();
    }

    /** A new order of one of the customers. */
    byte[] newOrder() {
        return order(random.nextInt(customers)).getBytes(StandardCharsets.UTF_8);
    }

    private String customer(int customer) {
        return "{\"type\":\"customer\",\"id\":\"" + ShopGenerator.customerId(customer) + "\",\"registered_at\":"
                + instant()
                + ",\"email\":\"customer." + customer + "@example.com\",\"first_name\":\"Ana\",\"city\":\"city-"
                + random.nextInt(CITIES) + "\",\"tags\":[\"tag-" + random.nextInt(TAGS) + "\",\"tag-"
                + random.nextInt(TAGS) + "\"]}\n";
    }

    private String order(int customer) {
        return "{\"type\":\"order_placed\",\"id\":\"o-" + random.nextInt(1 << 30) + "-" + orders++
                + "\",\"customer\":\""
                + ShopGenerator.customerId(customer) + "\",\"time\":" + instant() + ",\"status\":\"paid\",\"total\":"
                + (1 + random.nextInt(500)) + ",\"currency\":\"EUR\"}\n";
    }

    private long instant() {
        return START.toEpochMilli() - random.nextLong(YEAR_MILLIS);
    }
}
