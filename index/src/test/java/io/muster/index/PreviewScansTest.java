package io.muster.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.answer.EditEffect;
import io.muster.index.answer.RuleCount;
import io.muster.index.answer.RulePart;
import io.muster.index.change.ChangeListener;
import io.muster.index.record.CommandKind;
import io.muster.index.record.Decimals;
import io.muster.index.record.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/**
 * Rules that are not saved over more than two pages of customers, while these change and time passes edges of windows,
 * beside a loop over all customers that knows nothing of pages.
 */
final class PreviewScansTest {
    private static final int CUSTOMERS = 2 * 65_536 + 3_000;
    private static final int[] EDGES = {0, 63, 64, 65_535, 65_536, 65_537, 131_071, 131_072, CUSTOMERS - 1};
    private static final long HOUR_MILLIS = 3_600_000;
    private static final long DAY_MILLIS = 24 * HOUR_MILLIS;
    private static final long MISSING = Long.MIN_VALUE;
    private static final int ROUNDS = 30;

    private record Condition(String text, IntPredicate holds) {}

    private final SplittableRandom random;
    private final long[] scores = new long[CUSTOMERS];
    private final long[] instants = new long[CUSTOMERS];
    private final int[] languages = new int[CUSTOMERS];
    private final int[] flags = new int[CUSTOMERS];
    private final boolean[] gone = new boolean[CUSTOMERS];
    private Shop shop;

    PreviewScansTest() {
        Long only = Long.getLong("muster.seed");
        long seed = only == null ? System.nanoTime() : only;
        System.out.println("PreviewScansTest seed " + seed);
        random = new SplittableRandom(seed);
    }

    @Test
    void shouldFindWhatALoopOverAllCustomersFinds() {
        int parts = 0;
        try (Shop opened = new Shop("UTC", "2024-03-30T22:00:00Z", ChangeListener.NONE, new Pace(300, 0, 4))) {
            shop = opened;
            for (int i = 0; i < CUSTOMERS; i++) {
                instants[i] = MISSING;
                change(i);
            }
            int segment = shop.segment("all", "field.score >= 0");
            shop.settle();
            for (int round = 0; round < ROUNDS; round++) {
                if (round == ROUNDS / 2) {
                    forgetAPage();
                }
                List<Condition> conditions = new ArrayList<>();
                for (int i = 1 + random.nextInt(4); i > 0; i--) {
                    conditions.add(condition());
                }
                boolean every = random.nextBoolean();
                parts += count(conditions, every);
                edit(segment, conditions, every);
            }
        }
        assertTrue(parts > ROUNDS, "parts: found " + parts);
    }

    private int count(List<Condition> conditions, boolean every) {
        String rule = text(conditions, every);
        SlowAnswer<RuleCount> asked = shop.engine.count(shop.id, rule, 5);
        int parts = answer(asked);
        RuleCount found = asked.get();
        String when = rule + " at " + shop.engine.nowMillis();
        assertEquals(count(i -> holds(conditions, every, i)), found.count(), when);
        List<RulePart> each = found.conditions();
        for (int i = 0; i < each.size(); i++) {
            assertEquals(
                    count(conditions.get(i).holds()),
                    each.get(i).count(),
                    when + ": " + each.get(i).text());
        }
        assertEquals(Math.min(5, found.count()), found.sample().size(), when);
        for (String id : found.sample()) {
            assertTrue(holds(conditions, every, Integer.parseInt(id)), when + ": " + id);
        }
        return parts;
    }

    private void edit(int segment, List<Condition> conditions, boolean every) {
        String rule = text(conditions, every);
        SlowAnswer<EditEffect> asked = shop.engine.edit(shop.id, segment, rule, 5);
        answer(asked);
        String when = rule + " at " + shop.engine.nowMillis();
        assertEquals(count(i -> holds(conditions, every, i)), asked.get().after(), when);
        assertEquals(
                count(i -> holds(conditions, every, i) && scores[i] != MISSING && scores[i] >= 0),
                asked.get().staying(),
                when);
    }

    /** Lets other things happen between the parts. */
    private int answer(SlowAnswer<?> asked) {
        int parts = 1;
        try (asked) {
            for (; !asked.step(); parts++) {
                for (int i = random.nextInt(4); i > 0; i--) {
                    change(random.nextInt(3) == 0 ? EDGES[random.nextInt(EDGES.length)] : random.nextInt(CUSTOMERS));
                }
                if (random.nextInt(8) == 0) {
                    pass(random.nextInt(12) == 0 ? random.nextLong(DAY_MILLIS) : random.nextLong(2_000));
                }
            }
        }
        return parts;
    }

    private void pass(long millis) {
        shop.advanceMillis(shop.engine.nowMillis() + millis);
        shop.settle();
    }

    private static String text(List<Condition> conditions, boolean every) {
        return String.join(
                every ? " AND " : " OR ",
                conditions.stream().map(Condition::text).toList());
    }

    private static boolean holds(List<Condition> conditions, boolean every, int customer) {
        return every
                ? conditions.stream().allMatch(each -> each.holds().test(customer))
                : conditions.stream().anyMatch(each -> each.holds().test(customer));
    }

    private long count(IntPredicate holds) {
        long count = 0;
        for (int i = 0; i < CUSTOMERS; i++) {
            count += !gone[i] && holds.test(i) ? 1 : 0;
        }
        return count;
    }

    private Condition condition() {
        long score = random.nextLong(1_200);
        long width = random.nextLong(200);
        int hours = 1 + random.nextInt(72);
        int language = random.nextInt(40);
        return switch (random.nextInt(10)) {
            case 0 -> new Condition("field.score > " + score, i -> scores[i] > score);
            case 1 ->
                new Condition(
                        "field.score BETWEEN " + score + " AND " + (score + width),
                        i -> scores[i] >= score && scores[i] <= score + width);
            case 2 ->
                new Condition(
                        "field.score IN (" + score + ", " + (score + 7) + ", " + (score + 500) + ")",
                        i -> scores[i] == score || scores[i] == score + 7 || scores[i] == score + 500);
            case 3 ->
                new Condition(
                        "birthday >= now - " + hours + "h",
                        i -> instants[i] != MISSING && instants[i] >= shop.engine.nowMillis() - hours * HOUR_MILLIS);
            case 4 ->
                new Condition(
                        "birthday BETWEEN -2d AND -1d",
                        i -> instants[i] >= today() - 2 * DAY_MILLIS && instants[i] < today());
            case 5 ->
                new Condition(
                        "birthday < now - " + hours + "h",
                        i -> instants[i] != MISSING && instants[i] < shop.engine.nowMillis() - hours * HOUR_MILLIS);
            case 6 -> new Condition("customer_language = 'l-" + language + "'", i -> languages[i] == language);
            case 7 ->
                new Condition(
                        "customer_language IN ('l-1', 'l-" + language + "', 'l-9')",
                        i -> languages[i] == 1 || languages[i] == language || languages[i] == 9);
            case 8 -> new Condition("accepts_marketing = true", i -> flags[i] == 2);
            default -> new Condition("accepts_marketing IS NULL", i -> flags[i] == 0);
        };
    }

    private long today() {
        return Math.floorDiv(shop.engine.nowMillis(), DAY_MILLIS) * DAY_MILLIS;
    }

    /** What is known of a customer changes; most pages have scores and languages of their own. */
    private void change(int customer) {
        int page = customer >>> 16;
        boolean some = random.nextInt(3) != 0;
        gone[customer] = random.nextInt(50) == 0;
        scores[customer] = some ? page * 400L + random.nextLong(300) : MISSING;
        languages[customer] = some ? page * 10 + random.nextInt(10) : -1;
        flags[customer] = random.nextInt(3);
        instants[customer] =
                random.nextInt(4) == 0 ? MISSING : shop.engine.nowMillis() - random.nextLong(80 * HOUR_MILLIS);
        store(customer);
    }

    /** Nobody of the second page has anything any more, so that it is skipped. */
    private void forgetAPage() {
        for (int i = 65_536; i < 131_072; i++) {
            scores[i] = MISSING;
            languages[i] = -1;
            flags[i] = 0;
            instants[i] = MISSING;
            store(i);
        }
    }

    private void store(int customer) {
        String id = Integer.toString(customer);
        shop.record(CommandKind.CUSTOMER, writer -> {
            writer.text(Tag.CUSTOMER, id).name(Tag.FIELD, "score");
            if (scores[customer] == MISSING) {
                writer.none(Tag.FIELD);
            } else {
                writer.decimal(Tag.FIELD, scores[customer] * Decimals.ONE);
            }
            if (instants[customer] == MISSING) {
                writer.none(Tag.BIRTHDAY);
            } else {
                writer.instant(Tag.BIRTHDAY, instants[customer]);
            }
            if (languages[customer] < 0) {
                writer.none(Tag.LANGUAGE);
            } else {
                writer.text(Tag.LANGUAGE, "l-" + languages[customer]);
            }
            return flags[customer] == 0
                    ? writer.none(Tag.ACCEPTS_MARKETING)
                    : writer.bool(Tag.ACCEPTS_MARKETING, flags[customer] == 2);
        });
        if (gone[customer]) {
            shop.record(CommandKind.CUSTOMER_DELETED, writer -> writer.text(Tag.CUSTOMER, id));
        }
    }
}
