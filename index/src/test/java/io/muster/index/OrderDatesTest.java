package io.muster.index;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.muster.index.record.CommandKind;
import io.muster.index.record.Decimals;
import io.muster.index.record.Tag;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Orders of one customer that are placed, moved, cancelled and taken up again, against the same counted anew. */
final class OrderDatesTest {
    private static final int STEPS = 1_500;
    private static final Instant NOW = Instant.parse("2026-06-01T10:00:00Z");

    private record Order(String id, Instant time, int total, boolean counts) {}

    @Test
    void shouldKnowTheFirstAndTheLastOrderHoweverManyAreCancelled() {
        long seed = Long.getLong("muster.seed", System.nanoTime());
        System.out.println("OrderDatesTest seed " + seed);
        Random random = new Random(seed);
        int ids = 1 + random.nextInt(60);
        Map<String, Order> orders = new TreeMap<>();
        try (Shop shop = new Shop("Europe/Skopje", NOW.toString())) {
            for (int step = 0; step < STEPS; step++) {
                String id = "o-" + random.nextInt(ids);
                Order known = orders.get(id);
                if (known == null || random.nextInt(8) == 0) {
                    Instant time = NOW.minusSeconds(random.nextInt(40));
                    int total = random.nextInt(100);
                    shop.order(id, "ana", time.toString(), String.valueOf(total));
                    orders.put(id, new Order(id, time, total, known == null || known.counts()));
                } else {
                    boolean counts = random.nextInt(4) == 0;
                    shop.record(
                            CommandKind.ORDER_STATUS,
                            writer -> writer.text(Tag.ORDER, id)
                                    .instant(Tag.TIME, shop.engine.nowMillis())
                                    .text(Tag.STATUS, counts ? "paid" : "cancelled"));
                    orders.put(id, new Order(id, known.time(), known.total(), counts));
                }
                check(orders, shop.engine.customer(shop.id, "ana").fields(), "seed " + seed + ", step " + step);
            }
        }
    }

    private static void check(Map<String, Order> orders, Map<String, Object> fields, String when) {
        List<Order> counting =
                new ArrayList<>(orders.values().stream().filter(Order::counts).toList());
        counting.sort(Comparator.comparing(Order::time).thenComparing(Order::id));
        Order last = counting.isEmpty() ? null : counting.getLast();
        assertEquals(last == null ? null : last.time(), fields.get("last_order_date"), when);
        assertEquals(counting.isEmpty() ? null : counting.getFirst().time(), fields.get("first_order_date"), when);
        BigDecimal amount = last == null ? null : Decimals.toDecimal(last.total() * Decimals.ONE);
        assertEquals(amount, fields.get("last_order_amount"), when);
    }
}
