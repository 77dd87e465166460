package io.muster.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.answer.CustomerEvent;
import io.muster.index.answer.Timeline;
import io.muster.index.answer.TimelinePlace;
import io.muster.index.change.ChangeListener;
import io.muster.index.record.CommandKind;
import io.muster.index.record.CommandWriter;
import io.muster.index.record.Commands;
import io.muster.index.record.Decimals;
import io.muster.index.record.Tag;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Pages of what a customer did, against {@link NaiveTimeline}, whatever comes while they are found. */
final class TimelineTest {
    private static final long DAY_MILLIS = 86_400_000;

    @Test
    void shouldTellWhatANaiveListTells() {
        Long only = Long.getLong("muster.seed");
        long firstSeed = only == null ? System.nanoTime() : only;
        System.out.println("TimelineTest first seed " + firstSeed);
        int histories = only == null ? Integer.getInteger("muster.steps", 40) : 1;
        Asked asked = new Asked();
        for (int i = 0; i < histories; i++) {
            history(firstSeed + i, asked);
        }
        assertTrue(only != null || asked.later > 0 && asked.inParts > 0, "pages in parts, and later ones: none");
    }

    /** What was found out, so that a test of nothing is seen. */
    private static final class Asked {
        private int inParts;
        private int later;
    }

    private static void history(long seed, Asked asked) {
        SplittableRandom random = new SplittableRandom(seed);
        Pace pace = new Pace(1 + random.nextInt(40), 1_024, random.nextInt(12));
        NaiveTimeline naive = new NaiveTimeline();
        try (Shop shop = new Shop("Europe/Skopje", "2024-03-30T10:00:00Z", ChangeListener.NONE, pace)) {
            for (int i = 0; i < 80; i++) {
                happen(random, shop, naive);
            }
            for (int question = 0; question < 20; question++) {
                String when = "seed " + seed + ", question " + question;
                pages(random, shop, naive, "c-" + random.nextInt(3), asked, when);
            }
        }
    }

    /** Goes on from page to page, while more happens. */
    private static void pages(
            SplittableRandom random, Shop shop, NaiveTimeline naive, String customer, Asked asked, String when) {
        int limit = 1 + random.nextInt(6);
        TimelinePlace before = TimelinePlace.TOP;
        NaiveTimeline.Place below = NaiveTimeline.Place.TOP;
        while (before != null) {
            Long life = naive.life(customer);
            Timeline found = ask(random, shop, naive, customer, before, limit, asked);
            if (life == null || !life.equals(naive.life(customer))) {
                assertNull(found, when);
                return;
            }
            List<NaiveTimeline.Told> expected = naive.below(customer, below, limit + 1, shop.engine.nowMillis());
            List<NaiveTimeline.Told> page = expected.stream().limit(limit).toList();
            assertNotNull(found, when);
            assertEquals(page.stream().map(NaiveTimeline.Told::event).toList(), found.events(), when);
            assertEquals(expected.size() > limit, found.next() != null, when);
            asked.later += before != TimelinePlace.TOP && !page.isEmpty() ? 1 : 0;
            below = page.isEmpty() ? below : page.getLast().place();
            before = found.next();
        }
    }

    private static Timeline ask(
            SplittableRandom random,
            Shop shop,
            NaiveTimeline naive,
            String customer,
            TimelinePlace before,
            int limit,
            Asked asked) {
        try (SlowAnswer<Timeline> answer = shop.engine.timeline(shop.id, customer, before, limit)) {
            if (answer == null) {
                return null;
            }
            while (!answer.step()) {
                asked.inParts++;
                happen(random, shop, naive);
            }
            return answer.get();
        }
    }

    private static void happen(SplittableRandom random, Shop shop, NaiveTimeline naive) {
        long now = shop.engine.toldMillis();
        long time = now - (random.nextInt(3) == 0 ? 0 : random.nextLong(5) * DAY_MILLIS / 2);
        String customer = "c-" + random.nextInt(3);
        String maybe = random.nextBoolean() ? customer : null;
        String id = "x-" + random.nextInt(14);
        long amount = random.nextInt(20) * Decimals.ONE;
        switch (random.nextInt(16)) {
            case 0 -> shop.advanceMillis(now + random.nextLong(3_600_000L));
            case 1 -> shop.command(Commands.step());
            case 2, 3, 4, 5 -> place(random, shop, naive, id, customer, time);
            case 6, 7 -> {
                String status = random.nextBoolean() ? "cancelled" : "paid";
                shop.record(
                        CommandKind.ORDER_STATUS,
                        writer -> of(writer.text(Tag.ORDER, id).instant(Tag.TIME, time), maybe)
                                .text(Tag.STATUS, status));
                naive.status(id, maybe, time, status);
            }
            case 8 -> {
                String refund = random.nextBoolean() ? null : "r-" + random.nextInt(4);
                shop.record(
                        CommandKind.ORDER_REFUNDED,
                        writer -> (refund == null ? writer : writer.text(Tag.ID, refund))
                                .text(Tag.ORDER, id)
                                .text(Tag.CUSTOMER, customer)
                                .instant(Tag.TIME, time)
                                .decimal(Tag.AMOUNT, amount));
                naive.refunded(refund, id, customer, amount);
            }
            case 9, 10 -> {
                shop.record(
                        CommandKind.CHECKOUT_STARTED,
                        writer -> line(head(writer, id, customer, time).decimal(Tag.TOTAL, amount), "p-1", amount));
                naive.started(id, customer, time, amount, items("p-1", amount));
            }
            case 11 -> {
                shop.record(
                        CommandKind.CHECKOUT_COMPLETED,
                        writer -> of(writer.text(Tag.ID, id).instant(Tag.TIME, time), maybe));
                naive.completed(id, maybe);
            }
            case 12 -> {
                if (random.nextInt(4) == 0) {
                    shop.record(CommandKind.CUSTOMER_DELETED, writer -> writer.text(Tag.CUSTOMER, customer));
                    naive.deleted(customer);
                }
            }
            default -> ping(random, shop, naive, random.nextInt(3) == 0 ? null : id, customer, time);
        }
    }

    private static void place(
            SplittableRandom random, Shop shop, NaiveTimeline naive, String id, String customer, long time) {
        long total = (100 + random.nextInt(20)) * Decimals.ONE;
        String status = random.nextBoolean() ? null : "paid";
        String checkout = random.nextInt(4) == 0 ? "x-" + random.nextInt(14) : null;
        shop.record(CommandKind.ORDER_PLACED, writer -> {
            head(writer, id, customer, time).decimal(Tag.TOTAL, total).text(Tag.DISCOUNT_CODE, "SPRING");
            if (status != null) {
                writer.text(Tag.STATUS, status);
            }
            if (checkout != null) {
                writer.text(Tag.CHECKOUT, checkout);
            }
            return line(writer, "p-2", total);
        });
        Map<String, Object> details = new HashMap<>(items("p-2", total));
        details.put("discount_code", "SPRING");
        naive.placed(id, customer, time, total, status, checkout, details);
    }

    private static void ping(
            SplittableRandom random, Shop shop, NaiveTimeline naive, String id, String customer, long time) {
        String name = random.nextBoolean() ? "ping" : "email.opened";
        long score = random.nextInt(10) * Decimals.ONE;
        shop.record(
                CommandKind.EVENT,
                writer -> (id == null ? writer : writer.text(Tag.ID, id))
                        .text(Tag.CUSTOMER, customer)
                        .instant(Tag.TIME, time)
                        .text(Tag.NAME, name)
                        .name(Tag.PROPERTY, "score")
                        .decimal(Tag.PROPERTY, score)
                        .name(Tag.PROPERTY, "topics")
                        .texts(Tag.PROPERTY, List.of("red", "blue")));
        Map<String, Object> details = Map.of("score", Decimals.toDecimal(score), "topics", List.of("red", "blue"));
        naive.event(name, id, customer, time, details);
    }

    private static CommandWriter head(CommandWriter writer, String id, String customer, long time) {
        return writer.text(Tag.ID, id).text(Tag.CUSTOMER, customer).instant(Tag.TIME, time);
    }

    private static CommandWriter of(CommandWriter writer, String customer) {
        return customer == null ? writer : writer.text(Tag.CUSTOMER, customer);
    }

    private static CommandWriter line(CommandWriter writer, String product, long price) {
        return writer.none(Tag.ITEM)
                .text(Tag.PRODUCT, product)
                .decimal(Tag.QUANTITY, 2 * Decimals.ONE)
                .decimal(Tag.PRICE, price);
    }

    private static Map<String, Object> items(String product, long price) {
        Map<String, Object> item =
                Map.of("product", product, "quantity", BigDecimal.TWO, "price", Decimals.toDecimal(price));
        return Map.of("item_count", 1, "items", List.of(item));
    }

    @Test
    void shouldShortenWhatIsLong() {
        try (Shop shop = new Shop("UTC", "2024-03-30T10:00:00Z")) {
            shop.record(CommandKind.EVENT, writer -> {
                writer.text(Tag.CUSTOMER, "ana").text(Tag.NAME, "long").instant(Tag.TIME, shop.engine.nowMillis());
                for (int i = 0; i < 30; i++) {
                    writer.name(Tag.PROPERTY, "p-" + i).decimal(Tag.PROPERTY, i * Decimals.ONE);
                }
                return writer;
            });
            shop.record(
                    CommandKind.EVENT,
                    writer -> writer.text(Tag.CUSTOMER, "ana")
                            .text(Tag.NAME, "text")
                            .instant(Tag.TIME, shop.engine.nowMillis())
                            .name(Tag.PROPERTY, "p")
                            .text(Tag.PROPERTY, "x".repeat(199) + "\ud83d\ude00"));
            shop.record(CommandKind.ORDER_PLACED, writer -> {
                head(writer, "o-1", "ana", shop.engine.nowMillis()).decimal(Tag.TOTAL, Decimals.ONE);
                for (int i = 0; i < 21; i++) {
                    line(writer, "p-" + i, Decimals.ONE);
                }
                return writer;
            });
            List<CustomerEvent> events = shop.engine
                    .timeline(shop.id, "ana", TimelinePlace.TOP, 100)
                    .finish()
                    .events();
            assertEquals(
                    List.of("order_placed", "text", "long"),
                    events.stream().map(CustomerEvent::type).toList());
            assertTrue(events.stream().allMatch(CustomerEvent::shortened));
            assertEquals(21, events.get(0).details().get("item_count"));
            assertEquals(20, ((List<?>) events.get(0).details().get("items")).size());
            assertEquals("x".repeat(199), events.get(1).details().get("p"));
            assertEquals(20, events.get(2).details().size());
        }
    }
}
