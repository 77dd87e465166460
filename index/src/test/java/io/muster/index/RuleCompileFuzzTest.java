package io.muster.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.record.CommandKind;
import io.muster.index.record.Commands;
import io.muster.index.record.Decimals;
import io.muster.index.record.Tag;
import io.muster.index.rule.Span;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Rules over real names with values and tests drawn at random: taken and kept up, or refused, and nothing else. */
final class RuleCompileFuzzTest {
    private static final int RULES = 3_000;
    private static final List<String> NAMES = List.of(
            "birthday",
            "gender",
            "tags",
            "number_of_orders",
            "average_order_amount",
            "accepts_marketing",
            "channels",
            "last_order_date",
            "field.shoe_size",
            "anniversary(birthday)",
            "anniversary(field.shoe_size)",
            "nothing");
    private static final List<String> FUNCTIONS = List.of(
            "orders_placed",
            "products_purchased",
            "checkouts_abandoned",
            "email.opened",
            "storefront.product_viewed",
            "event('quiz')",
            "event",
            "orders_placed('x')",
            "sms.eaten");
    private static final List<String> PARAMETERS = List.of(
            "date",
            "amount",
            "status",
            "discount_code",
            "id",
            "collection",
            "tag",
            "quantity",
            "price",
            "count",
            "sum_amount",
            "average_amount",
            "sum_quantity",
            "campaign",
            "product",
            "sum('score')",
            "max('score')",
            "score",
            "sum",
            "count('x')");
    private static final List<String> VALUES = List.of(
            "3",
            "-0.0000001",
            "129.90",
            "99999999999999999999999",
            "'vip'",
            "''",
            "'SPRING'",
            "true",
            "false",
            "today",
            "yesterday",
            "-30d",
            "+2w",
            "-3m",
            "-9999y",
            "-120000m",
            "2026-01-31",
            "0000-01-01",
            "9999-12-31",
            "now",
            "now - 36h",
            "now + 15min",
            "now - 3660000d",
            "2026-01-31T10:00:00",
            "9999-12-31T23:59:59-18:00",
            "0000-01-01T00:00+18:00",
            "'41.99,21.43'",
            "'\u0130'");
    private static final List<String> TESTS = List.of(
            " = %s",
            " != %s",
            " > %s",
            " >= %s",
            " < %s",
            " <= %s",
            " BETWEEN %s AND %s",
            " NOT BETWEEN %s AND %s",
            " IN (%s)",
            " NOT IN (%s, %s)",
            " CONTAINS %s",
            " NOT CONTAINS %s");
    private static final List<String> FIELD_TESTS = List.of(
            " CONTAINS ANY (%s, %s)",
            " CONTAINS ALL (%s)",
            " NOT CONTAINS NONE (%s)",
            " IS NULL",
            " IS NOT NULL",
            " STARTS WITH 'v'",
            " NOT ENDS WITH ''");

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @Test
    void shouldTakeOrRefuseEveryRuleAndKeepUpThoseItTook() {
        try (Shop shop = new Shop("Europe/Skopje", "2026-06-01T10:00:00Z")) {
            live(shop, 0);
            int taken = 0;
            for (int round = 0; round < RULES; round++) {
                String rule = rule(2);
                if (isTaken(shop, "s" + round, rule)) {
                    taken++;
                    live(shop, round);
                    shop.members("s" + round);
                    shop.command(Commands.deleteSegment(
                            shop.id, shop.view().segments().byName("s" + round).id()));
                }
            }
            assertTrue(taken > RULES / 20, "taken: " + taken + ", seed " + seed);
        } catch (RuntimeException | StackOverflowError failure) {
            throw new AssertionError("seed " + seed, failure);
        }
    }

    private boolean isTaken(Shop shop, String name, String rule) {
        try {
            shop.segment(name, rule);
            return true;
        } catch (IllegalArgumentException refused) {
            assertEquals(Outcome.Kind.BAD_RULE, shop.outcome.kind(), () -> "seed " + seed + ": " + rule);
            Span span = shop.outcome.rule().span();
            assertTrue(
                    0 <= span.start() && span.start() <= span.end() && span.end() <= rule.length(),
                    () -> "seed " + seed + ": " + rule);
            return false;
        }
    }

    private void live(Shop shop, int round) {
        shop.advanceMillis(shop.engine.nowMillis() + 1_000);
        long now = shop.engine.nowMillis();
        shop.record(
                CommandKind.CUSTOMER,
                writer -> writer.text(Tag.CUSTOMER, "ana")
                        .text(Tag.GENDER, "female")
                        .day(Tag.BIRTHDAY, random.nextInt(20_000))
                        .texts(Tag.TAGS, List.of("vip"))
                        .name(Tag.FIELD, "shoe_size")
                        .decimal(Tag.FIELD, 38 * Decimals.ONE));
        shop.record(
                CommandKind.ORDER_PLACED,
                writer -> writer.text(Tag.ID, "o-" + round % 50)
                        .text(Tag.CUSTOMER, "ana")
                        .instant(Tag.TIME, now - random.nextInt(1_000_000_000))
                        .decimal(Tag.TOTAL, random.nextInt(100) * Decimals.ONE)
                        .text(Tag.DISCOUNT_CODE, "SPRING")
                        .none(Tag.ITEM)
                        .text(Tag.PRODUCT, "p-1")
                        .texts(Tag.COLLECTIONS, List.of("vip")));
        shop.record(
                CommandKind.EVENT,
                writer -> writer.text(Tag.NAME, random.nextBoolean() ? "quiz" : "email.opened")
                        .text(Tag.ID, "e-" + round % 50)
                        .text(Tag.CUSTOMER, "ana")
                        .instant(Tag.TIME, now - random.nextInt(1_000_000_000))
                        .name(Tag.PROPERTY, "score")
                        .decimal(Tag.PROPERTY, random.nextInt(5) * Decimals.ONE));
    }

    private String rule(int depth) {
        return switch (random.nextInt(depth == 0 ? 2 : 5)) {
            case 0 -> pick(NAMES) + test(random.nextInt(3) == 0 ? FIELD_TESTS : TESTS);
            case 1 -> function();
            case 2 -> "NOT (" + rule(depth - 1) + ")";
            case 3 -> rule(depth - 1) + " AND " + rule(depth - 1);
            default -> "(" + rule(depth - 1) + " OR " + rule(depth - 1) + ")";
        };
    }

    private String function() {
        StringBuilder parameters = new StringBuilder();
        for (int count = random.nextInt(3); count > 0; count--) {
            parameters
                    .append(parameters.isEmpty() ? "" : ", ")
                    .append(pick(PARAMETERS))
                    .append(test(TESTS));
        }
        return pick(FUNCTIONS) + (random.nextBoolean() ? " MATCHES (" : " NOT MATCHES (") + parameters + ")";
    }

    private String test(List<String> tests) {
        String test = pick(tests);
        return String.format(test, pick(VALUES), pick(VALUES));
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
