package io.muster.bench;

import io.muster.server.generate.ShopGenerator;
import io.muster.tools.load.LineBatch;
import io.muster.tools.load.RecordLoad;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/** The records of the worst cases: a customer an order, and one customer with very many. One thread. */
final class WorstCaseRecords {
    /** The customer with very many events. */
    static final String HEAVY = "heavy";

    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
    private static final int HEAVY_DAYS = 60;

    private final long startMillis;
    private final int products;
    private final Random random;
    private final String orderIds;
    private long orders;

    /**
     * Records before {@code start}.
     *
     * @param products how many there are to be ordered
     */
    WorstCaseRecords(Instant start, int products, long seed) {
        this(start, products, seed, "o-");
    }

    /** The same with ids of orders that start with {@code orderIds}. */
    WorstCaseRecords(Instant start, int products, long seed, String orderIds) {
        this.orderIds = orderIds;
        startMillis = start.toEpochMilli();
        this.products = products;
        random = new Random(seed);
    }

    /** An order a customer: a third of them two days before the start, a third ten, and a third fifty. */
    void customers(int count, Consumer<LineBatch> target) {
        int[] daysAgo = {2, 10, 50};
        lines(
                count,
                index -> order(
                        ShopGenerator.customerId((int) index),
                        startMillis - daysAgo[(int) index % daysAgo.length] * DAY_MILLIS,
                        "none"),
                target);
    }

    /** Orders and other events of one customer in turn, over the last sixty days. */
    void heavyEvents(int count, Consumer<LineBatch> target) {
        lines(
                count,
                index -> {
                    long atMillis = startMillis - HEAVY_DAYS * DAY_MILLIS * (index + 1) / (count + 1);
                    return index % 2 == 0
                            ? order(HEAVY, atMillis, productId(random.nextInt(products)))
                            : "{\"type\":\"ping\",\"customer\":\"" + HEAVY + "\",\"time\":" + atMillis + "}\n";
                },
                target);
    }

    /** A new order at the start, of the given customer, of a product drawn at random. */
    byte[] newOrder(String customer) {
        return order(customer, startMillis, productId(random.nextInt(products))).getBytes(StandardCharsets.UTF_8);
    }

    /** What follows the newest order: it is sent, in part refunded, and cancelled. */
    List<byte[]> corrections() {
        String order = "\"order\":\"" + orderIds + (orders - 1) + "\",\"time\":" + startMillis;
        return List.of(
                line("{\"type\":\"order_status\"," + order + ",\"status\":\"fulfilled\"}"),
                line("{\"type\":\"order_refunded\"," + order + ",\"amount\":\"5.00\"}"),
                line("{\"type\":\"order_status\"," + order + ",\"status\":\"cancelled\"}"));
    }

    private static byte[] line(String json) {
        return (json + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** The customer goes. */
    static byte[] deletion(String customer) {
        return line("{\"type\":\"customer_deleted\",\"id\":\"" + customer + "\"}");
    }

    /** A rule that lists every product. */
    String everyProduct() {
        StringBuilder rule = new StringBuilder("products_purchased MATCHES (id IN (");
        for (int product = 0; product < products; product++) {
            rule.append(product == 0 ? "'" : ", '").append(productId(product)).append('\'');
        }
        return rule.append("))").toString();
    }

    private static String productId(int product) {
        return "p-" + (1_000_000 + product);
    }

    private String order(String customer, long atMillis, String product) {
        return "{\"type\":\"order_placed\",\"id\":\"" + orderIds + orders++ + "\",\"customer\":\"" + customer
                + "\",\"time\":"
                + atMillis + ",\"status\":\"paid\",\"total\":\"20.00\",\"items\":[{\"product\":\"" + product
                + "\",\"quantity\":1,\"price\":\"20.00\"}]}\n";
    }

    private static void lines(long count, LongFunction<String> line, Consumer<LineBatch> target) {
        StringBuilder lines = new StringBuilder();
        long first = 1;
        for (long index = 0; index < count; index++) {
            lines.append(line.apply(index));
            if (lines.length() >= RecordLoad.BATCH_BYTES || index == count - 1) {
                byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
                target.accept(new LineBatch("worst cases", first, (int) (index + 2 - first), bytes, bytes.length));
                first = index + 2;
                lines.setLength(0);
            }
        }
    }
}
