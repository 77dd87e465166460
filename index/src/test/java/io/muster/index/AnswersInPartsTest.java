package io.muster.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.answer.ExplainedPart;
import io.muster.index.answer.Explanation;
import io.muster.index.answer.TimelinePlace;
import io.muster.index.change.ChangeListener;
import io.muster.index.record.CommandKind;
import io.muster.index.record.CommandWriter;
import io.muster.index.record.Commands;
import io.muster.index.record.Decimals;
import io.muster.index.record.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** An answer in parts must be that of one moment, whatever comes between the parts, and no part may be long. */
final class AnswersInPartsTest {
    private static final int EVENTS = 20_000;

    @Test
    void shouldCompileManySegmentsInManyParts() {
        try (Shop shop = new Shop("UTC", "2024-03-30T10:00:00Z")) {
            for (int segment = 0; segment < 500; segment++) {
                shop.segment("s-" + segment, "amount_spent > " + segment);
            }
            ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
            CommandWriter writer = new CommandWriter(buffer).begin(0, CommandKind.CUSTOMER, shop.id);
            writer.text(Tag.CUSTOMER, "ana");
            SlowAnswer<?> answer = shop.engine.whatIf(shop.id, buffer, 0, writer.length());
            int parts = 1;
            while (!answer.step()) {
                parts++;
            }
            assertTrue(parts >= 15, "parts: found " + parts);
        }
    }

    @Test
    void shouldBeOfTheMomentAtWhichTheyAreFixed() {
        Long only = Long.getLong("muster.seed");
        long firstSeed = only == null ? System.nanoTime() : only;
        System.out.println("AnswersInPartsTest first seed " + firstSeed);
        int histories = only == null ? Integer.getInteger("muster.steps", 10) : 1;
        int overtaken = 0;
        for (int i = 0; i < histories; i++) {
            overtaken += history(firstSeed + i);
        }
        assertTrue(only != null || overtaken > 0, "answers of an earlier moment: found " + overtaken);
    }

    /** Returns how many answers were other than at their end they would have been. */
    private static int history(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Pace pace = new Pace(1 + random.nextInt(12), random.nextInt(2) * 1_024, random.nextInt(12));
        int overtaken = 0;
        try (Shop shop = new Shop("Europe/Skopje", "2024-03-30T10:00:00Z", ChangeListener.NONE, pace)) {
            List<String> rules = new ArrayList<>(LongHistoryTest.RULES);
            rules.add("(" + rules.get(1) + " OR " + rules.get(10) + ") AND NOT " + rules.get(4));
            rules.add("abandoned_checkout_date >= now - 7h OR " + rules.get(9));
            rules.add("segment = 's-1' AND number_of_orders > 2");
            rules.add("last_order_date >= now - 30h AND first_order_date < -2d");
            rules.add("last_order_status = 'paid' OR last_order_amount > 10");
            for (int rule = 0; rule < rules.size(); rule++) {
                shop.settle();
                shop.segment("s-" + rule, rules.get(rule));
            }
            for (int i = 0; i < 60; i++) {
                happen(random, shop);
            }
            for (int question = 0; question < 25; question++) {
                shop.settle();
                Supplier<SlowAnswer<?>> asking = question(random, shop);
                overtaken += ask(asking, random, shop, "seed " + seed + ", question " + question);
            }
        }
        return overtaken;
    }

    private static int ask(Supplier<SlowAnswer<?>> asking, SplittableRandom random, Shop shop, String when) {
        try (SlowAnswer<?> asked = asking.get()) {
            if (asked == null) {
                return 0;
            }
            Object expected = null;
            boolean fixed = false;
            for (boolean last = false; !last; ) {
                last = asked.step();
                if (!fixed && (last || asked.isFixed())) {
                    fixed = true;
                    expected = now(asking);
                }
                if (!last) {
                    happen(random, shop);
                }
            }
            assertEquals(expected, asked.get(), when);
            return asked.get() == null || asked.get().equals(now(asking)) ? 0 : 1;
        }
    }

    private static Object now(Supplier<SlowAnswer<?>> asking) {
        SlowAnswer<?> answer = asking.get();
        return answer == null ? null : answer.finish();
    }

    private static void happen(SplittableRandom random, Shop shop) {
        switch (random.nextInt(12)) {
            case 0 -> LongHistoryTest.time(random, shop).accept(shop);
            case 1, 2 -> shop.command(Commands.step());
            case 3 -> {
                if (random.nextInt(4) == 0 && !shop.engine.hasWork()) {
                    String rule = LongHistoryTest.RULES.get(random.nextInt(LongHistoryTest.RULES.size()));
                    SegmentEntry entry = segment(random, shop);
                    shop.command(Commands.updateSegment(shop.id, entry.id(), entry.name(), rule));
                }
            }
            default -> LongHistoryTest.record(random, shop).accept(shop);
        }
    }

    private static SegmentEntry segment(SplittableRandom random, Shop shop) {
        List<SegmentEntry> entries = shop.view().segments().entries();
        return entries.get(random.nextInt(entries.size()));
    }

    private static Supplier<SlowAnswer<?>> question(SplittableRandom random, Shop shop) {
        String customer = "c-" + random.nextInt(3);
        int segment = segment(random, shop).id();
        return switch (random.nextInt(5)) {
            case 0 -> () -> shop.engine.until(shop.id, segment, customer);
            case 1 -> () -> shop.engine.explain(shop.id, segment, customer);
            case 2 -> () -> shop.engine.timeline(shop.id, customer, TimelinePlace.TOP, 5);
            case 3 -> {
                ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
                int length = new CommandWriter(buffer)
                        .begin(0, CommandKind.ORDER_STATUS, shop.id)
                        .text(Tag.ORDER, "x-" + random.nextInt(14))
                        .text(Tag.STATUS, random.nextBoolean() ? "cancelled" : "paid")
                        .instant(Tag.TIME, shop.engine.nowMillis())
                        .length();
                yield () -> shop.engine.whatIf(shop.id, buffer, 0, length);
            }
            default -> {
                ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
                CommandWriter writer = new CommandWriter(buffer)
                        .begin(0, CommandKind.ORDER_PLACED, shop.id)
                        .text(Tag.ID, "x-" + random.nextInt(14))
                        .text(Tag.CUSTOMER, customer)
                        .instant(Tag.TIME, shop.engine.nowMillis() - random.nextInt(86_400_000))
                        .decimal(Tag.TOTAL, random.nextInt(40) * Decimals.ONE);
                int length = writer.length();
                yield () -> shop.engine.whatIf(shop.id, buffer, 0, length);
            }
        };
    }

    @Test
    void shouldKnowTheIdOfAnOrderThatHasMovedToACustomerWhoIsDeletedSince() {
        try (Shop shop = new Shop("UTC", "2024-03-30T10:00:00Z", ChangeListener.NONE, new Pace(1, 1_024, 1_024))) {
            order(shop, "o-1", "ana");
            order(shop, "o-2", "ana");
            int segment = shop.segment("bought", "orders_placed MATCHES (count > 0)");
            shop.settle();
            try (SlowAnswer<Explanation> asked = shop.engine.explain(shop.id, segment, "ana")) {
                while (!asked.isFixed()) {
                    assertFalse(asked.step(), "fixed before its last part");
                }
                order(shop, "o-1", "ben");
                shop.record(CommandKind.CUSTOMER_DELETED, writer -> writer.text(Tag.CUSTOMER, "ben"));
                shop.settle();
                assertEquals(
                        List.of("o-1", "o-2"),
                        asked.finish().whole().events().stream()
                                .map(ExplainedPart.CountedEvent::id)
                                .toList());
            }
        }
    }

    @Test
    void shouldTakeAnOrderForANewOneWhoseIdWentWhileItsHistoryWasCopied() {
        try (Shop shop = new Shop("UTC", "2024-03-30T10:00:00Z", ChangeListener.NONE, new Pace(1, 0, 0))) {
            shop.segment("bought", "orders_placed MATCHES (count > 20)");
            for (int i = 0; i < 20; i++) {
                order(shop, "o-" + i, "ana");
            }
            order(shop, "moved", "ana");
            shop.settle();
            ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
            int length = order(new CommandWriter(buffer).begin(0, CommandKind.ORDER_PLACED, shop.id), "moved", "ana", 0)
                    .length();
            try (SlowAnswer<?> asked = shop.engine.whatIf(shop.id, buffer, 0, length)) {
                for (int i = 0; i < 4; i++) {
                    assertFalse(asked.step(), "copied at once");
                }
                assertFalse(asked.isFixed(), "copied at once");
                order(shop, "moved", "ben");
                shop.record(CommandKind.CUSTOMER_DELETED, writer -> writer.text(Tag.CUSTOMER, "ben"));
                shop.settle();
                Object once = shop.engine.whatIf(shop.id, buffer, 0, length).finish();
                assertTrue(once.toString().contains("entered=[bought]"), once::toString);
                assertEquals(once, asked.finish());
            }
        }
    }

    private static void order(Shop shop, String id, String customer) {
        shop.record(CommandKind.ORDER_PLACED, writer -> order(writer, id, customer, shop.engine.nowMillis()));
    }

    private static CommandWriter order(CommandWriter writer, String id, String customer, long atMillis) {
        return writer.text(Tag.ID, id)
                .text(Tag.CUSTOMER, customer)
                .instant(Tag.TIME, atMillis)
                .decimal(Tag.TOTAL, Decimals.ONE);
    }

    @Test
    void shouldDoNoMoreInAPartThanThePaceSays() {
        Pace pace = new Pace(500, 1_024, 1_024);
        try (Shop shop = new Shop("UTC", "2024-03-30T10:00:00Z", ChangeListener.NONE, pace)) {
            for (int i = 0; i < EVENTS; i++) {
                long time = shop.engine.nowMillis() - (i * 7_919L % EVENTS) * 1_000;
                String id = "e-" + i;
                shop.record(
                        CommandKind.EVENT,
                        writer -> writer.text(Tag.ID, id)
                                .text(Tag.CUSTOMER, "ana")
                                .text(Tag.NAME, "ping")
                                .instant(Tag.TIME, time));
            }
            int segment = shop.segment("many", "event('ping') MATCHES (date >= now - 5h, count > 100)");
            shop.settle();
            assertParts(shop.engine.until(shop.id, segment, "ana"), EVENTS / 500);
            assertParts(shop.engine.explain(shop.id, segment, "ana"), EVENTS / 500);
            assertParts(shop.engine.timeline(shop.id, "ana", TimelinePlace.TOP, 20), EVENTS / 500);
            byte[] deleted = deletion(shop);
            int copied = 8 * EVENTS / 500;
            assertParts(shop.engine.whatIf(shop.id, new UnsafeBuffer(deleted), 0, deleted.length), copied);
            shop.command(deleted);
            assertEquals(0, shop.view().customers());
            assertTrue(shop.settle() >= (EVENTS - 1_024) / 500, "steps of the deletion");
        }
    }

    @Test
    void shouldEndWithNothingWhereTheWorkspaceGoesBeforeAllIsRead() {
        try (Shop shop = new Shop("UTC", "2024-03-30T10:00:00Z", ChangeListener.NONE, new Pace(5, 1_024, 1_024))) {
            for (int i = 0; i < 100; i++) {
                String id = "e-" + i;
                shop.record(
                        CommandKind.EVENT,
                        writer -> writer.text(Tag.ID, id)
                                .text(Tag.CUSTOMER, "ana")
                                .text(Tag.NAME, "ping")
                                .instant(Tag.TIME, shop.engine.nowMillis()));
            }
            int segment = shop.segment("many", "event('ping') MATCHES (count > 10)");
            shop.settle();
            byte[] deletion = deletion(shop);
            List<SlowAnswer<?>> asked = List.of(
                    shop.engine.until(shop.id, segment, "ana"),
                    shop.engine.explain(shop.id, segment, "ana"),
                    shop.engine.timeline(shop.id, "ana", TimelinePlace.TOP, 5),
                    shop.engine.whatIf(shop.id, new UnsafeBuffer(deletion), 0, deletion.length));
            asked.forEach(SlowAnswer::step);
            shop.command(Commands.deleteWorkspace(shop.id));
            shop.settle();
            asked.forEach(answer -> assertNull(answer.finish()));
        }
    }

    private static byte[] deletion(Shop shop) {
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        CommandWriter writer = new CommandWriter(buffer)
                .begin(0, CommandKind.CUSTOMER_DELETED, shop.id)
                .text(Tag.CUSTOMER, "ana");
        byte[] command = new byte[writer.length()];
        buffer.getBytes(0, command);
        return command;
    }

    private static void assertParts(SlowAnswer<?> asked, int least) {
        int parts = 1;
        try (asked) {
            for (; !asked.step(); parts++) {
                continue;
            }
        }
        assertTrue(parts >= least, "parts: found " + parts + ", expected " + least + " or more");
    }
}
