package io.muster.tools.acceptance;

import io.muster.protocol.client.Durability;
import io.muster.protocol.client.ErrorCode;
import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.MusterException;
import io.muster.protocol.client.SegmentInfo;
import io.muster.protocol.client.WorkspaceClient;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * A shop where everything happens that moves customers between segments: orders, refunds, deletions, other rules, time.
 * On a manual clock. One thread.
 */
final class BusyShop {
    static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    private static final int CUSTOMERS = 400;
    private static final int BATCH = 40;
    private static final int DAY_MILLIS = 86_400_000;

    private static final Set<ErrorCode> ENDING =
            EnumSet.of(ErrorCode.UNREACHABLE, ErrorCode.TIMEOUT, ErrorCode.READ_ONLY);

    private final Random random;
    private int orders;

    BusyShop(Random random) {
        this.random = random;
    }

    /** Makes the workspace, and segments that overlap and refer to another. */
    static WorkspaceClient create(MusterClient client) {
        client.createWorkspace("shop", "Europe/Skopje", "EUR");
        WorkspaceClient shop = client.workspace("shop");
        shop.createSegment("spenders", "amount_spent > 300");
        shop.createSegment("recent", "last_order_date >= -2d");
        shop.createSegment("sleeping spenders", "amount_spent > 100 AND NOT last_order_date >= -1d");
        return shop;
    }

    /** Does so many things. Returns early when the connection is lost. */
    void bustle(MusterClient client, int times) {
        WorkspaceClient shop = client.workspace("shop");
        try {
            for (int i = 0; i < times; i++) {
                int dice = random.nextInt(20);
                if (dice == 0) {
                    client.advanceClock(random.nextInt(DAY_MILLIS));
                } else if (dice == 1) {
                    redefine(shop);
                } else {
                    append(client, shop);
                }
            }
        } catch (MusterException failure) {
            if (!ENDING.contains(failure.code())) {
                throw failure;
            }
        }
    }

    private void redefine(WorkspaceClient shop) {
        List<SegmentInfo> segments = shop.segments().segments().stream()
                .filter(each ->
                        List.of("spenders", "recent", "sleeping spenders").contains(each.name()))
                .toList();
        SegmentInfo segment = segments.get(random.nextInt(segments.size()));
        String rule = switch (random.nextInt(4)) {
            case 0 -> "amount_spent > " + random.nextInt(600);
            case 1 -> "last_order_date >= -" + (1 + random.nextInt(5)) + "d";
            case 2 -> "number_of_orders > " + random.nextInt(6);
            default -> "NOT number_of_orders > " + random.nextInt(6);
        };
        shop.updateSegment(segment.id(), null, rule);
    }

    private void append(MusterClient client, WorkspaceClient shop) {
        long nowMillis = client.clock().nowMillis();
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < BATCH; i++) {
            String customer = "c-" + random.nextInt(CUSTOMERS);
            switch (random.nextInt(12)) {
                case 0 ->
                    lines.append("{\"type\":\"customer_deleted\",\"id\":\"")
                            .append(customer)
                            .append("\"}\n");
                case 1 ->
                    lines.append("{\"type\":\"customer\",\"id\":\"")
                            .append(customer)
                            .append("\",\"email\":\"")
                            .append(customer)
                            .append("@example.com\"}\n");
                default ->
                    lines.append("{\"type\":\"order_placed\",\"id\":\"o-")
                            .append(random.nextInt(10) == 0 ? random.nextInt(orders + 1) : orders++)
                            .append("\",\"customer\":\"")
                            .append(customer)
                            .append("\",\"time\":")
                            .append(nowMillis - random.nextInt(3 * DAY_MILLIS))
                            .append(",\"status\":\"paid\",\"total\":\"")
                            .append(random.nextInt(200))
                            .append("\",\"currency\":\"EUR\"}\n");
            }
        }
        byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
        shop.append(bytes, 0, bytes.length, Durability.DISK);
    }
}
