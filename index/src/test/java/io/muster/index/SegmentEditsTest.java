package io.muster.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.change.ChangeListener;
import io.muster.index.record.CommandKind;
import io.muster.index.record.Commands;
import io.muster.index.record.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class SegmentEditsTest {
    private static final List<String> RULES = List.of(
            "last_order_date >= now - 1d",
            "last_order_date BETWEEN now - 3d AND now - 1d",
            "last_order_date BETWEEN -1m AND -3d",
            "last_order_date BETWEEN now - 36h AND -1d",
            "last_order_date < now",
            "last_order_date > now",
            "last_order_date = now",
            "NOT last_order_date >= now - 2d",
            "last_order_date IN (today, -2d, -5d)",
            "number_of_orders > 2 AND NOT tags CONTAINS 'x'",
            "average_order_amount > 15 OR tags IS NULL",
            "average_order_amount IS NULL AND last_order_date <= -2d",
            "tags CONTAINS NONE ('x', 'y')");

    @Test
    void shouldAgreeWithAFreshSegmentOfTheSameRuleAfterAnyEdits() {
        long firstSeed = System.nanoTime();
        for (int i = 0; i < Integer.getInteger("muster.edits", 20); i++) {
            history(firstSeed + i);
        }
    }

    private static void history(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Consumer<Shop>> taken = new ArrayList<>();
        try (Shop shop = new Shop("America/Santiago", "2024-09-05T10:00:00Z")) {
            for (int step = 0; step < 300; step++) {
                long now = shop.engine.nowMillis();
                String customer = "c-" + random.nextInt(8);
                switch (random.nextInt(10)) {
                    case 0, 1, 2 -> {
                        long time = now - random.nextLong(5 * 86_400_000L) + 300_000;
                        int order = random.nextInt(20);
                        taken.add(each -> each.record(
                                CommandKind.ORDER_PLACED,
                                writer -> writer.text(Tag.ID, "o-" + order)
                                        .text(Tag.CUSTOMER, customer)
                                        .instant(Tag.TIME, time)
                                        .decimal(Tag.TOTAL, order * 1_000_000L)));
                        taken.getLast().accept(shop);
                    }
                    case 3 -> {
                        List<String> tags = List.of(random.nextBoolean() ? "x" : "y");
                        taken.add(each -> each.record(
                                CommandKind.CUSTOMER,
                                writer -> writer.text(Tag.CUSTOMER, customer).texts(Tag.TAGS, tags)));
                        taken.getLast().accept(shop);
                    }
                    case 4 -> {
                        taken.add(each -> each.record(
                                CommandKind.CUSTOMER_DELETED, writer -> writer.text(Tag.CUSTOMER, customer)));
                        taken.getLast().accept(shop);
                    }
                    case 5, 6 -> {
                        long then = now + random.nextLong(40 * 3_600_000L);
                        taken.add(each -> each.advanceMillis(then));
                        taken.getLast().accept(shop);
                    }
                    case 7 -> shop.command(Commands.createSegment(shop.id, "s-" + random.nextInt(90), rule(random)));
                    case 8 -> {
                        List<SegmentEntry> entries = shop.view().segments().entries();
                        SegmentEntry entry = entries.get(random.nextInt(entries.size()));
                        shop.command(Commands.updateSegment(
                                shop.id,
                                entry.id(),
                                random.nextBoolean() ? null : "s-" + random.nextInt(90),
                                random.nextInt(3) == 0 ? null : rule(random)));
                    }
                    default -> {
                        List<SegmentEntry> entries = shop.view().segments().entries();
                        if (entries.size() > 3) {
                            SegmentEntry entry = entries.get(random.nextInt(entries.size()));
                            shop.command(Commands.deleteSegment(shop.id, entry.id()));
                        }
                    }
                }
                check(shop, seed, step);
            }
            checkAgainstFresh(shop, taken, seed);
        }
    }

    private static void check(Shop shop, long seed, int step) {
        for (SegmentEntry entry : shop.view().segments().entries()) {
            int size = shop.members(entry.name()).size();
            assertEquals(
                    size,
                    shop.engine
                            .count(shop.id, "(" + entry.rule() + ") AND number_of_orders >= 0", 0)
                            .finish()
                            .count(),
                    "seed " + seed + " step " + step + " " + entry);
        }
    }

    private static void checkAgainstFresh(Shop shop, List<Consumer<Shop>> taken, long seed) {
        try (Shop fresh = new Shop("America/Santiago", "2024-09-05T10:00:00Z")) {
            taken.forEach(each -> each.accept(fresh));
            for (SegmentEntry entry : shop.view().segments().entries()) {
                fresh.segment("fresh " + entry.id(), entry.rule());
                assertEquals(
                        fresh.members("fresh " + entry.id()), shop.members(entry.name()), "seed " + seed + " " + entry);
            }
        }
    }

    @Test
    void shouldFindTheMembersOfManySegmentsThatReferToAnEditedOneInManySteps() {
        try (Shop shop = new Shop("UTC", "2024-03-30T10:00:00Z", ChangeListener.NONE, new Pace(2_048, 0, 1_024))) {
            for (int customer = 0; customer < 9_000; customer++) {
                shop.customer("c-" + customer);
            }
            int edited = shop.segment("edited", "number_of_orders = 1");
            for (int referring = 0; referring < 60; referring++) {
                shop.settle();
                shop.segment("referring " + referring, "NOT segment = 'edited'");
            }
            shop.settle();
            shop.command(Commands.updateSegment(shop.id, edited, "edited", "number_of_orders = 0"));
            int steps = shop.settle();
            assertTrue(steps >= 2 * 61 / 2, "steps: found " + steps);
            assertEquals(9_000, shop.members("edited").size());
            assertEquals(Set.of(), shop.members("referring 59"));
        }
    }

    private static String rule(SplittableRandom random) {
        return RULES.get(random.nextInt(RULES.size()));
    }
}
