package io.muster.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.change.Change;
import io.muster.index.change.ChangeListener;
import io.muster.index.record.CommandKind;
import io.muster.index.record.Commands;
import io.muster.index.record.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Work that takes long is done in steps, with records in between: the end must be as if it had been done at once. */
final class StepsTest {
    private static final Pace ONE_BY_ONE = new Pace(1, 0, 0);
    private static final List<String> RULES = List.of(
            "last_order_date >= now - 1d",
            "last_order_date BETWEEN -3d AND -1d",
            "last_order_date = -2d OR birthday IS NULL",
            "anniversary(birthday) BETWEEN -1d AND +1d",
            "NOT anniversary(birthday) = today",
            "orders_placed MATCHES (date >= -2d, count >= 2)",
            "orders_placed NOT MATCHES (date >= now - 30h, sum_amount > 10)",
            "abandoned_checkout_date >= now - 1d",
            "checkouts_abandoned MATCHES (date = today)",
            "number_of_orders > 2 AND NOT last_order_date >= -1d",
            "SEGMENT IN ('New customers') AND last_order_date >= -1d",
            "SEGMENT NOT IN ('Recent buyers (30 days)', 'Abandoned checkouts')");

    @Test
    void shouldComeToTheSameEndHoweverTheStepsAreMixedWithRecords() {
        Long only = Long.getLong("muster.seed");
        if (only != null) {
            history(only);
            return;
        }
        long firstSeed = System.nanoTime();
        System.out.println("StepsTest first seed " + firstSeed);
        for (int i = 0; i < Integer.getInteger("muster.steps", 60); i++) {
            history(firstSeed + i);
        }
    }

    private static void history(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Members followed = new Members();
        try (Shop atOnce = new Shop("Europe/Skopje", "2024-03-30T10:00:00Z");
                Shop bySteps = new Shop("Europe/Skopje", "2024-03-30T10:00:00Z", followed, ONE_BY_ONE)) {
            bySteps.settle();
            for (int i = 0; i < RULES.size(); i++) {
                String name = "s-" + i;
                String rule = RULES.get(i);
                atOnce.segment(name, rule);
                bySteps.segment(name, rule);
                bySteps.settle();
            }
            for (int step = 0; step < 120; step++) {
                Consumer<Shop> command = random.nextInt(4) == 0 ? time(random, bySteps) : record(random, bySteps);
                boolean definition = random.nextInt(10) == 0;
                Consumer<Shop> next = definition ? definition(random) : command;
                if (definition) {
                    bySteps.settle();
                }
                next.accept(atOnce);
                next.accept(bySteps);
                for (int left = random.nextInt(4); left > 0; left--) {
                    bySteps.command(Commands.step());
                }
                if (random.nextInt(6) == 0) {
                    bySteps.settle();
                    compare(atOnce, bySteps, followed, "seed " + seed + ", step " + step);
                }
            }
            bySteps.settle();
            compare(atOnce, bySteps, followed, "seed " + seed);
        }
    }

    private static Consumer<Shop> time(SplittableRandom random, Shop shop) {
        long then = shop.engine.toldMillis() + random.nextLong(40 * 3_600_000L);
        return each -> each.advanceMillis(then);
    }

    private static Consumer<Shop> definition(SplittableRandom random) {
        int id = 1 + random.nextInt(11 + RULES.size());
        String rule = RULES.get(random.nextInt(RULES.size()));
        return each -> each.command(Commands.updateSegment(each.id, id, null, rule));
    }

    private static Consumer<Shop> record(SplittableRandom random, Shop shop) {
        long now = shop.engine.toldMillis();
        long time = now - (random.nextInt(3) == 0 ? 0 : random.nextLong(5 * 86_400_000L));
        String customer = "c-" + random.nextInt(12);
        String id = "x-" + random.nextInt(20);
        long total = random.nextInt(20) * 1_000_000L;
        return switch (random.nextInt(6)) {
            case 0, 1 ->
                each -> each.record(
                        CommandKind.ORDER_PLACED,
                        writer -> writer.text(Tag.ID, id)
                                .text(Tag.CUSTOMER, customer)
                                .instant(Tag.TIME, time)
                                .decimal(Tag.TOTAL, total));
            case 2 ->
                each -> each.record(
                        CommandKind.CUSTOMER,
                        writer -> writer.text(Tag.CUSTOMER, customer)
                                .instant(Tag.BIRTHDAY, time)
                                .instant(Tag.REGISTERED_AT, time));
            case 3 ->
                each -> each.record(
                        CommandKind.CHECKOUT_STARTED,
                        writer -> writer.text(Tag.ID, id)
                                .text(Tag.CUSTOMER, customer)
                                .instant(Tag.TIME, time));
            case 4 ->
                each -> each.record(
                        CommandKind.CHECKOUT_COMPLETED,
                        writer -> writer.text(Tag.ID, id)
                                .text(Tag.CUSTOMER, customer)
                                .instant(Tag.TIME, time));
            default -> each -> each.record(CommandKind.CUSTOMER_DELETED, writer -> writer.text(Tag.CUSTOMER, customer));
        };
    }

    private static void compare(Shop atOnce, Shop bySteps, Members followed, String when) {
        assertEquals(atOnce.engine.nowMillis(), bySteps.engine.nowMillis(), when);
        for (SegmentEntry entry : atOnce.view().segments().entries()) {
            assertEquals(
                    entry.rule(), bySteps.view().segments().byId(entry.id()).rule(), when);
            String what = when + ", " + entry.rule();
            assertEquals(atOnce.members(entry.name()), bySteps.members(entry.name()), what);
            assertEquals(bySteps.engine.members(bySteps.id, entry.id()), followed.of(entry.id()), what);
        }
    }

    @Test
    void shouldAnswerWithTheOldDefinitionUntilTheNewOneIsBuilt() {
        try (Shop shop = new Shop("UTC", "2024-03-30T10:00:00Z", ChangeListener.NONE, ONE_BY_ONE)) {
            shop.order("o-1", "ana", "2024-03-30T09:00:00Z", "10");
            int id = shop.segment("buyers", "number_of_orders = 1");
            shop.settle();
            shop.command(Commands.updateSegment(shop.id, id, null, "number_of_orders = 2"));
            assertTrue(shop.outcome.accepted());
            assertTrue(shop.isMember("buyers", "ana"));
            assertEquals(1, shop.view().segments().byId(id).version());
            shop.order("o-2", "bob", "2024-03-30T09:00:00Z", "10");
            shop.order("o-3", "bob", "2024-03-30T09:30:00Z", "10");
            assertTrue(shop.isMember("buyers", "ana"));
            assertFalse(shop.isMember("buyers", "bob"));
            assertEquals(
                    Outcome.Kind.BUILDING,
                    shop.command(Commands.deleteSegment(shop.id, id)).kind());
            shop.settle();
            assertFalse(shop.isMember("buyers", "ana"));
            assertTrue(shop.isMember("buyers", "bob"));
            assertEquals(2, shop.view().segments().byId(id).version());
            assertEquals("[bob]", shop.members("buyers").toString());
        }
    }

    /** The one completed counted last, but one that came to be due since does so only in a later step. */
    @Test
    void shouldKnowTheDateOfAbandonmentWhileOthersWaitToBeCounted() {
        try (Shop shop = new Shop("UTC", "2024-03-30T10:00:00Z", ChangeListener.NONE, ONE_BY_ONE)) {
            shop.segment("abandoned", "abandoned_checkout_date IS NOT NULL");
            shop.settle();
            shop.customer("ana");
            checkout(shop, "his", "bob");
            checkout(shop, "first", "ana");
            shop.advance("2024-03-30T11:00:00Z");
            shop.settle();
            for (int i = 0; i < 10; i++) {
                checkout(shop, "k-" + i, "bob");
            }
            checkout(shop, "second", "ana");
            shop.advance("2024-03-30T12:00:00Z");
            assertTrue(shop.engine.hasWork());
            assertTrue(shop.isMember("abandoned", "ana"));
            shop.record(CommandKind.CHECKOUT_COMPLETED, writer -> writer.text(Tag.ID, "first"));
            assertTrue(shop.outcome.accepted(), shop.outcome.reason());
            assertTrue(shop.engine.hasWork());
            assertTrue(shop.isMember("abandoned", "ana"));
            shop.settle();
            shop.record(CommandKind.CHECKOUT_COMPLETED, writer -> writer.text(Tag.ID, "second"));
            assertFalse(shop.isMember("abandoned", "ana"));
        }
    }

    private static void checkout(Shop shop, String id, String customer) {
        shop.record(
                CommandKind.CHECKOUT_STARTED,
                writer -> writer.text(Tag.ID, id)
                        .text(Tag.CUSTOMER, customer)
                        .instant(Tag.TIME, shop.engine.toldMillis()));
    }

    @Test
    void shouldShowNobodyEnteringAndLeavingAtOneMidnight() {
        List<String> seen = new ArrayList<>();
        Members followed = new Members() {
            @Override
            public void changed(Change change) {
                super.changed(change);
                seen.add(change.segmentId() + " " + change.ordinal() + " " + change.entered());
            }
        };
        try (Shop shop = new Shop("UTC", "2024-03-30T10:00:00Z", followed, ONE_BY_ONE)) {
            int id = shop.segment("either", "last_order_date = today OR last_order_date = -1d OR birthday = -3d");
            shop.settle();
            for (int i = 0; i < 20; i++) {
                shop.order("o-" + i, "c-" + i, "2024-03-30T09:00:00Z", "1");
            }
            seen.clear();
            shop.advance("2024-03-31T00:00:00Z");
            assertTrue(shop.engine.hasWork());
            shop.settle();
            assertEquals(List.of(), seen);
            shop.advance("2024-04-01T00:00:00Z");
            shop.settle();
            assertEquals(
                    20,
                    seen.stream()
                            .filter(each -> each.startsWith(id + " ") && each.endsWith("false"))
                            .count());
        }
    }
}
