package io.muster.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.change.ChangeListener;
import io.muster.index.record.CommandKind;
import io.muster.index.record.CommandWriter;
import io.muster.index.record.Commands;
import io.muster.index.record.Decimals;
import io.muster.index.record.Tag;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A history that is kept as a running tally must answer as one that is walked through for each event. */
final class LongHistoryTest {
    private static final Pace WALKED = new Pace(2_048, 1_024, Integer.MAX_VALUE);
    private static final List<Pace> KEPT = List.of(new Pace(1, 0, 0), new Pace(3, 0, 5), new Pace(2_048, 1_024, 2));
    private static final long DAY_MILLIS = 86_400_000;
    static final List<String> RULES = List.of(
            "orders_placed MATCHES (count >= 5)",
            "orders_placed MATCHES (date >= -3d, sum_amount BETWEEN 20 AND 90)",
            "orders_placed NOT MATCHES (date >= now - 40h, sum_amount >= 40)",
            "orders_placed MATCHES (status = 'cancelled', count = 1)",
            "orders_placed MATCHES (date BETWEEN -4d AND -1d, average_amount > 9)",
            "orders_placed MATCHES (amount > 12, count = 2)",
            "products_purchased MATCHES (id = 'p-1', sum_quantity >= 3)",
            "products_purchased MATCHES (date >= -2d, sum_amount >= 30)",
            "checkouts_abandoned MATCHES (date >= -1d)",
            "checkouts_abandoned MATCHES (count >= 2)",
            "event('ping') MATCHES (date >= now - 50h, sum('score') >= 11)",
            "event('ping') MATCHES (date >= -2d, min('score') < 2)",
            "event('ping') MATCHES (max('score') > 8)",
            "event('ping') MATCHES (score > 4, count BETWEEN 2 AND 4)",
            "event('ping') MATCHES (date = today, count = 0)",
            "event('ping') MATCHES (topic = 'Red', count >= 2)",
            "event('ping') MATCHES (date >= now - 50h, topic IN ('red', 'blue'))",
            "event('ping') MATCHES (topic != 'red', count >= 3)",
            "event('ping') NOT MATCHES (topic CONTAINS 'green')",
            "products_purchased MATCHES (id != 'p-1', count >= 2)",
            "orders_placed MATCHES (discount_code = 'SPRING', count >= 2)",
            "products_purchased MATCHES (tag = 'sale', quantity >= 1, date >= -2d)",
            "checkouts_abandoned MATCHES (product = 'p-0', date >= -2d)");

    @Test
    void shouldAnswerAsIfTheHistoryHadBeenWalkedThrough() {
        Long only = Long.getLong("muster.seed");
        long firstSeed = only == null ? System.nanoTime() : only;
        System.out.println("LongHistoryTest first seed " + firstSeed);
        int histories = only == null ? Integer.getInteger("muster.steps", 60) : 1;
        for (int i = 0; i < histories; i++) {
            history(firstSeed + i, KEPT.get((int) ((firstSeed + i) & 0xffff) % KEPT.size()));
        }
    }

    private static void history(long seed, Pace pace) {
        SplittableRandom random = new SplittableRandom(seed);
        try (Shop walked = new Shop("Europe/Skopje", "2024-03-30T10:00:00Z", ChangeListener.NONE, WALKED);
                Shop kept = new Shop("Europe/Skopje", "2024-03-30T10:00:00Z", ChangeListener.NONE, pace)) {
            kept.settle();
            int late = random.nextInt(RULES.size() + 1);
            define(0, late, walked, kept);
            kept.settle();
            for (int step = 0; step < 150; step++) {
                if (step == 60) {
                    define(late, RULES.size(), walked, kept);
                }
                Consumer<Shop> next = random.nextInt(5) == 0 ? time(random, walked) : record(random, walked);
                next.accept(walked);
                next.accept(kept);
                if (step % 60 > 5) {
                    kept.settle();
                    compare(walked, kept, "seed " + seed + ", step " + step);
                } else {
                    kept.command(Commands.step());
                }
            }
        }
    }

    private static void define(int from, int to, Shop walked, Shop kept) {
        for (int rule = from; rule < to; rule++) {
            kept.settle();
            walked.segment("s-" + rule, RULES.get(rule));
            kept.segment("s-" + rule, RULES.get(rule));
        }
    }

    private static void compare(Shop walked, Shop kept, String when) {
        for (SegmentEntry entry : walked.view().segments().entries()) {
            assertEquals(walked.members(entry.name()), kept.members(entry.name()), when + ", " + entry.rule());
        }
        assertEquals(walked.engine.nextDueMillis(), kept.engine.nextDueMillis(), when);
    }

    static Consumer<Shop> time(SplittableRandom random, Shop shop) {
        long next = shop.engine.nextDueMillis();
        long told = shop.engine.toldMillis();
        boolean far = next == Long.MAX_VALUE || random.nextBoolean();
        long then = far ? told + random.nextLong(30 * 3_600_000L) : next + random.nextInt(2);
        return each -> each.advanceMillis(Math.max(told, then));
    }

    static Consumer<Shop> record(SplittableRandom random, Shop shop) {
        long now = shop.engine.toldMillis();
        long time = now - (random.nextInt(3) == 0 ? 0 : random.nextLong(5 * DAY_MILLIS));
        String customer = "c-" + random.nextInt(3);
        String id = "x-" + random.nextInt(14);
        long total = random.nextInt(30) == 0 ? Decimals.ONE * 9_000_000_000_000L : random.nextInt(20) * Decimals.ONE;
        String status = random.nextBoolean() ? "cancelled" : "paid";
        UnaryOperator<CommandWriter> head =
                writer -> writer.text(Tag.ID, id).text(Tag.CUSTOMER, customer).instant(Tag.TIME, time);
        UnaryOperator<CommandWriter> ofOrder =
                writer -> writer.text(Tag.ORDER, id).instant(Tag.TIME, time);
        long score = random.nextInt(10) * Decimals.ONE;
        return switch (random.nextInt(13)) {
            case 0, 1, 2 -> {
                String product = "p-" + random.nextInt(2);
                String code = random.nextBoolean() ? "SPRING" : "spring";
                String tag = random.nextBoolean() ? "Sale" : "new";
                yield each -> each.record(
                        CommandKind.ORDER_PLACED,
                        writer -> head.apply(writer)
                                .decimal(Tag.TOTAL, total)
                                .text(Tag.DISCOUNT_CODE, code)
                                .none(Tag.ITEM)
                                .text(Tag.PRODUCT, product)
                                .texts(Tag.ITEM_TAGS, List.of(tag))
                                .decimal(Tag.QUANTITY, Decimals.ONE)
                                .decimal(Tag.PRICE, total));
            }
            case 3, 4 ->
                each -> each.record(
                        CommandKind.ORDER_STATUS,
                        writer -> ofOrder.apply(writer).text(Tag.STATUS, status));
            case 5 ->
                each -> each.record(
                        CommandKind.ORDER_REFUNDED,
                        writer -> ofOrder.apply(writer).decimal(Tag.AMOUNT, Math.min(total, 3 * Decimals.ONE)));
            case 6 -> {
                String product = "p-" + random.nextInt(2);
                yield each -> each.record(
                        CommandKind.CHECKOUT_STARTED,
                        writer -> head.apply(writer)
                                .decimal(Tag.TOTAL, total)
                                .none(Tag.ITEM)
                                .text(Tag.PRODUCT, product));
            }
            case 7 -> each -> each.record(CommandKind.CHECKOUT_COMPLETED, head);
            case 8 -> each -> each.record(CommandKind.CUSTOMER_DELETED, writer -> writer.text(Tag.CUSTOMER, customer));
            default -> {
                String topic = List.of("red", "RED", "blue", "green").get(random.nextInt(4));
                boolean listed = random.nextBoolean();
                yield each -> each.record(
                        CommandKind.EVENT,
                        writer -> topic(head.apply(writer).text(Tag.NAME, "ping"), topic, listed)
                                .name(Tag.PROPERTY, "score")
                                .decimal(Tag.PROPERTY, score));
            }
        };
    }

    private static CommandWriter topic(CommandWriter writer, String topic, boolean listed) {
        writer.name(Tag.PROPERTY, "topic");
        return listed ? writer.texts(Tag.PROPERTY, List.of("other", topic)) : writer.text(Tag.PROPERTY, topic);
    }

    @Test
    void shouldReadALongHistoryInPartsWhileItGrows() {
        try (Shop shop = new Shop("UTC", "2024-03-30T10:00:00Z", ChangeListener.NONE, new Pace(2_048, 0, 1_024))) {
            shop.settle();
            for (int i = 0; i < 20_000; i++) {
                ping(shop, i);
            }
            shop.segment("many", "event('ping') MATCHES (date >= now - 1h, count > 20000)");
            assertTrue(shop.engine.hasWork());
            int steps = 0;
            for (; shop.engine.hasWork(); steps++) {
                ping(shop, 20_000 + steps);
                shop.command(Commands.step());
            }
            assertTrue(steps >= 2, "steps: found " + steps);
            assertEquals("[ana]", shop.members("many").toString());
            shop.advance("2024-03-30T11:00:00Z");
            assertEquals("[ana]", shop.members("many").toString());
            shop.advanceMillis(shop.engine.nowMillis() + 1);
            shop.settle();
            assertEquals("[]", shop.members("many").toString());
        }
    }

    /** Whoever the filling has passed, or will not come to, is asked by what happens alone. */
    @Test
    void shouldAskThoseWhoseHistoriesGrowLongBehindTheFilling() {
        try (Shop shop = new Shop("UTC", "2024-03-30T10:00:00Z", ChangeListener.NONE, Pace.USUAL)) {
            shop.settle();
            int pings = 0;
            for (; pings < 1_024; pings++) {
                ping(shop, pings);
            }
            for (int i = 0; i < 5_000; i++) {
                shop.customer("c-" + i);
            }
            shop.segment("many", "event('ping') MATCHES (date >= now - 1h, count >= 1026)");
            shop.command(Commands.step());
            for (int i = 0; i < 2; i++) {
                ping(shop, pings++);
            }
            for (int i = 0; i < 1_026; i++) {
                ping(shop, "eva", pings++);
            }
            assertTrue(shop.engine.hasWork(), "the filling is under way");
            shop.settle();
            assertEquals("[ana, eva]", shop.members("many").toString());
            shop.advanceMillis(shop.engine.nowMillis() + 3_600_001);
            shop.settle();
            assertEquals("[]", shop.members("many").toString());
        }
    }

    private static void ping(Shop shop, int number) {
        ping(shop, "ana", number);
    }

    private static void ping(Shop shop, String customer, int number) {
        shop.record(
                CommandKind.EVENT,
                writer -> writer.text(Tag.ID, "e-" + number)
                        .text(Tag.CUSTOMER, customer)
                        .text(Tag.NAME, "ping")
                        .instant(Tag.TIME, shop.engine.nowMillis()));
    }
}
