package io.muster.index;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.muster.index.change.ChangeListener;
import io.muster.index.record.CommandKind;
import io.muster.index.record.Decimals;
import io.muster.index.record.Tag;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Orders that are placed, moved, cancelled and taken up again, against the same counted anew. */
final class OrderDatesTest {
    private static final int STEPS = 1_500;
    private static final Instant NOW = Instant.parse("2026-06-01T10:00:00Z");
    private static final List<String> CUSTOMERS = List.of("ana", "bob");

    private record Order(String id, String customer, Instant time, int total, boolean counts) {}

    @Test
    void shouldKnowTheFirstAndTheLastOrderOfAHistoryThatIsRead() {
        live(Integer.MAX_VALUE);
    }

    @Test
    void shouldKnowTheFirstAndTheLastOrderOfALongHistory() {
        live(5);
    }

    private static void live(int usualRows) {
        long seed = Long.getLong("muster.seed", System.nanoTime());
        System.out.println("OrderDatesTest seed " + seed);
        Random random = new Random(seed);
        int ids = 1 + random.nextInt(60);
        int generation = 0;
        Map<String, Order> orders = new TreeMap<>();
        Pace pace = new Pace(2_048, 1_024, usualRows);
        try (Shop shop = new Shop("Europe/Skopje", NOW.toString(), ChangeListener.NONE, pace)) {
            for (int step = 0; step < STEPS; step++) {
                String id = generation + "-" + random.nextInt(ids);
                Order known = orders.get(id);
                String customer = CUSTOMERS.get(random.nextInt(CUSTOMERS.size()));
                if (random.nextInt(200) == 0) {
                    shop.record(CommandKind.CUSTOMER_DELETED, writer -> writer.text(Tag.CUSTOMER, customer));
                    orders.values().removeIf(order -> order.customer().equals(customer));
                    generation++;
                } else if (known == null || random.nextInt(8) == 0) {
                    Instant time = NOW.minusSeconds(random.nextInt(40));
                    int total = random.nextInt(100);
                    shop.order(id, customer, time.toString(), String.valueOf(total));
                    orders.put(id, new Order(id, customer, time, total, known == null || known.counts()));
                } else {
                    boolean counts = random.nextInt(4) == 0;
                    shop.record(
                            CommandKind.ORDER_STATUS,
                            writer -> writer.text(Tag.ORDER, id)
                                    .instant(Tag.TIME, shop.engine.nowMillis())
                                    .text(Tag.STATUS, counts ? "paid" : "cancelled"));
                    orders.put(id, new Order(id, known.customer(), known.time(), known.total(), counts));
                }
                for (String each : CUSTOMERS) {
                    check(orders, each, shop, "seed " + seed + ", step " + step + ", " + each);
                }
            }
        }
    }

    private static void check(Map<String, Order> orders, String customer, Shop shop, String when) {
        CustomerDetails details = shop.engine.customer(shop.id, customer);
        Map<String, Object> fields = details == null ? Map.of() : details.fields();
        List<Order> counting = orders.values().stream()
                .filter(order -> order.counts() && order.customer().equals(customer))
                .sorted(Comparator.comparing(Order::time).thenComparing(Order::id))
                .toList();
        Order last = counting.isEmpty() ? null : counting.getLast();
        assertEquals(last == null ? null : last.time(), fields.get("last_order_date"), when);
        assertEquals(counting.isEmpty() ? null : counting.getFirst().time(), fields.get("first_order_date"), when);
        BigDecimal amount = last == null ? null : Decimals.toDecimal(last.total() * Decimals.ONE);
        assertEquals(amount, fields.get("last_order_amount"), when);
    }
}
