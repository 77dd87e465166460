package io.muster.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.muster.index.answer.RuleCount;
import io.muster.index.change.Change;
import io.muster.index.record.CommandKind;
import io.muster.index.record.Commands;
import io.muster.index.record.Tag;
import io.muster.index.rule.RuleException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Nobody journals which rules are tried out. So the same commands must do the same, at the same sequence, whether or
 * not rules are being tried out beside them; and those tried out are answered as if it had been done at once.
 */
final class Promise05UnsavedRulesTest {
    private static final Pace ONE_BY_ONE = new Pace(1, 0, 4);
    private static final List<String> RULES = List.of(
            "last_order_date >= now - 1d",
            "last_order_date BETWEEN -3d AND -1d",
            "last_order_date = -2d OR birthday IS NULL",
            "anniversary(birthday) BETWEEN -1d AND +1d",
            "orders_placed MATCHES (date >= -2d, count >= 2)",
            "orders_placed NOT MATCHES (date >= now - 30h, sum_amount > 10)",
            "checkouts_abandoned MATCHES (date = today)",
            "customer_tags CONTAINS 't-1' OR customer_tags CONTAINS 't-7'",
            "customer_language IN ('l-1', 'l-5') AND customer_tags IS NOT NULL",
            "accepts_marketing = true OR accepts_marketing IS NULL",
            "event('e-1') MATCHES (count >= 1) OR event('e-6') MATCHES (date >= now - 2d, sum('p-2') > 0)",
            "average_order_amount > 5 AND number_of_orders BETWEEN 1 AND 4",
            "SEGMENT IN ('s-0') AND last_order_date >= -1d",
            "SEGMENT NOT IN ('s-1', 'Abandoned checkouts')");

    private static final long NOT_YET = -1;
    private static final long REFUSED = -2;

    private record Tried(String rule, SlowAnswer<RuleCount> answer) {
        long step() {
            try {
                if (!answer.step()) {
                    return NOT_YET;
                }
                answer.close();
                return answer.get().count();
            } catch (RuleException segmentIsGone) {
                answer.close();
                return REFUSED;
            }
        }
    }

    private record Run(Shop shop, List<String> told) implements AutoCloseable {
        static Run begin() {
            List<String> told = new ArrayList<>();
            Members listener = new Members() {
                @Override
                public void changed(Change change) {
                    told.add(describe(change));
                }

                @Override
                public void redefined(Redefinition redefinition) {
                    told.add(redefinition.toString());
                }
            };
            return new Run(new Shop("Europe/Skopje", "2024-03-30T10:00:00Z", listener, ONE_BY_ONE), told);
        }

        private static String describe(Change change) {
            return change.sequence() + " " + change.atMillis() + " " + change.segmentId() + " "
                    + change.segmentVersion() + " " + change.ordinal() + " " + change.entered();
        }

        @Override
        public void close() {
            shop.close();
        }
    }

    @Test
    void shouldLeaveNoTraceAndBeAnsweredExactly() {
        Long only = Long.getLong("muster.seed");
        long firstSeed = only == null ? System.nanoTime() : only;
        System.out.println("Promise05UnsavedRulesTest first seed " + firstSeed);
        int answered = 0;
        for (int i = 0; i < (only == null ? Integer.getInteger("muster.steps", 60) : 1); i++) {
            answered += history(firstSeed + i);
        }
        assertFalse(answered == 0, "no rule was ever answered");
    }

    private static int history(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        SplittableRandom asking = random.split();
        List<Tried> tried = new ArrayList<>();
        int answered = 0;
        try (Run alone = Run.begin();
                Run asked = Run.begin()) {
            alone.shop.settle();
            asked.shop.settle();
            for (int i = 0; i < 4; i++) {
                alone.shop.segment("s-" + i, RULES.get(i));
                asked.shop.segment("s-" + i, RULES.get(i));
                alone.shop.settle();
                asked.shop.settle();
            }
            for (int step = 0; step < 200; step++) {
                String when = "seed " + seed + ", step " + step;
                Consumer<Shop> next = command(random, alone.shop);
                next.accept(alone.shop);
                next.accept(asked.shop);
                compare(alone, asked, when);
                String rule = RULES.get(asking.nextInt(RULES.size()));
                if (asking.nextInt(3) == 0 && tried.size() < 3 && count(alone.shop, rule) != REFUSED) {
                    tried.add(new Tried(rule, asked.shop.engine.count(asked.shop.id, rule, 3)));
                }
                for (int i = tried.size() - 1; i >= 0; i--) {
                    Tried each = tried.get(i);
                    long count = NOT_YET;
                    for (int parts = asking.nextInt(3); parts > 0 && count == NOT_YET; parts--) {
                        count = each.step();
                    }
                    if (count != NOT_YET) {
                        tried.remove(i);
                        if (!isWithinAnInstant(alone.shop.engine)) {
                            assertEquals(count(alone.shop, each.rule()), count, when + ", " + each.rule());
                            answered++;
                        }
                    }
                }
            }
            tried.forEach(each -> each.answer().close());
            while (alone.shop.engine.hasWork()) {
                alone.shop.command(Commands.step());
                asked.shop.command(Commands.step());
                compare(alone, asked, "seed " + seed + ", at the end");
            }
        }
        return answered;
    }

    /** What is saved may be at the end of that instant's work or not; what is not saved is. */
    private static boolean isWithinAnInstant(Engine engine) {
        return engine.nowMillis() != engine.toldMillis()
                || engine.hasWork() && engine.nextDueMillis() == Long.MAX_VALUE;
    }

    /** In one piece. */
    private static long count(Shop shop, String rule) {
        try {
            return shop.engine.count(shop.id, rule, 0).finish().count();
        } catch (RuleException noSuchSegment) {
            return REFUSED;
        }
    }

    private static void compare(Run alone, Run asked, String when) {
        assertEquals(alone.shop.outcome.kind(), asked.shop.outcome.kind(), when);
        assertEquals(alone.shop.outcome.reason(), asked.shop.outcome.reason(), when);
        assertEquals(alone.shop.engine.hasWork(), asked.shop.engine.hasWork(), when);
        assertEquals(alone.shop.engine.nowMillis(), asked.shop.engine.nowMillis(), when);
        assertEquals(alone.shop.engine.nextDueMillis(), asked.shop.engine.nextDueMillis(), when);
        assertEquals(alone.told, asked.told, when);
        alone.told.clear();
        asked.told.clear();
    }

    private static Consumer<Shop> command(SplittableRandom random, Shop shop) {
        return switch (random.nextInt(12)) {
            case 0, 1 -> {
                long then = shop.engine.toldMillis() + random.nextLong(20 * 3_600_000L);
                yield each -> each.advanceMillis(then);
            }
            case 2 -> {
                int id = 1 + random.nextInt(14);
                String rule = RULES.get(random.nextInt(RULES.size()));
                yield random.nextInt(4) == 0
                        ? each -> each.command(Commands.deleteSegment(each.id, id))
                        : each -> each.command(Commands.updateSegment(each.id, id, null, rule));
            }
            case 3 -> {
                String name = "s-" + random.nextInt(6);
                String rule = RULES.get(random.nextInt(RULES.size()));
                yield each -> each.command(Commands.createSegment(each.id, name, rule));
            }
            case 4, 5, 6, 7 -> each -> each.command(Commands.step());
            default -> record(random, shop);
        };
    }

    private static Consumer<Shop> record(SplittableRandom random, Shop shop) {
        long time = shop.engine.toldMillis() - (random.nextInt(3) == 0 ? 0 : random.nextLong(5 * 86_400_000L));
        String customer = "c-" + random.nextInt(8);
        String id = "x-" + random.nextInt(20);
        long total = random.nextInt(20) * 1_000_000L;
        String text = "-" + random.nextInt(8);
        boolean flag = random.nextBoolean();
        return switch (random.nextInt(7)) {
            case 0, 1 ->
                each -> each.record(
                        CommandKind.ORDER_PLACED,
                        writer -> writer.text(Tag.ID, id)
                                .text(Tag.CUSTOMER, customer)
                                .instant(Tag.TIME, time)
                                .decimal(Tag.TOTAL, total));
            case 2, 3 ->
                each -> each.record(
                        CommandKind.CUSTOMER,
                        writer -> writer.text(Tag.CUSTOMER, customer)
                                .instant(Tag.BIRTHDAY, time)
                                .bool(Tag.ACCEPTS_MARKETING, flag)
                                .text(Tag.LANGUAGE, "l" + text)
                                .texts(Tag.TAGS, List.of("t" + text)));
            case 4 ->
                each -> each.record(
                        CommandKind.CHECKOUT_STARTED,
                        writer -> writer.text(Tag.ID, id)
                                .text(Tag.CUSTOMER, customer)
                                .instant(Tag.TIME, time));
            case 5 ->
                each -> each.record(
                        CommandKind.EVENT,
                        writer -> writer.text(Tag.NAME, "e" + text)
                                .text(Tag.CUSTOMER, customer)
                                .instant(Tag.TIME, time));
            default -> each -> each.record(CommandKind.CUSTOMER_DELETED, writer -> writer.text(Tag.CUSTOMER, customer));
        };
    }
}
