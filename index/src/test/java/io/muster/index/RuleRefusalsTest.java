package io.muster.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.record.CommandKind;
import io.muster.index.record.Commands;
import io.muster.index.record.Decimals;
import io.muster.index.record.Tag;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules that read well and do not fit the workspace: where, what was found, what was expected. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RuleRefusalsTest {
    private static final String NUMBER_TESTS = "a comparison, BETWEEN, IN or IS NULL";
    private static final String TEXT_TESTS = "=, !=, IN, CONTAINS, STARTS WITH, ENDS WITH or IS NULL (gender is text)";
    private static final String LIST_TESTS =
            "CONTAINS, CONTAINS ANY, ALL or NONE, =, !=, IN or IS NULL (customer_tags is a list of text)";
    private static final String BOOLEAN_TESTS = "=, != or IS NULL (accepts_marketing is true or false)";
    private static final String ANNIVERSARY_TESTS = "=, != or BETWEEN with an anniversary";
    private static final String TEXT = "a text in single quotes";
    private static final String ORDER_PARAMETERS = "a parameter (amount, app_id, average_amount, count, date,"
            + " discount_code, location_id, payment_method, shipping_method, status, sum_amount)";

    private Shop shop;

    @BeforeAll
    void open() {
        shop = new Shop("Europe/Skopje", "2026-06-01T10:00:00Z");
        shop.record(
                CommandKind.CUSTOMER,
                writer -> writer.text(Tag.CUSTOMER, "ana")
                        .name(Tag.FIELD, "shoe_size")
                        .decimal(Tag.FIELD, 38 * Decimals.ONE));
    }

    @AfterAll
    void close() {
        shop.close();
    }

    static List<Arguments> fields() {
        return List.of(
                refusal("gendr = 'f'", 1, "'gendr'", "a field (did you mean gender?)"),
                refusal(
                        "field.shoesize = 3",
                        1,
                        "'field.shoesize'",
                        "a custom field that is declared or that a customer of this workspace has had (did you mean"
                                + " shoe_size?)"),
                refusal(
                        "field.plan = 3",
                        1,
                        "'field.plan'",
                        "a custom field that is declared or that a customer of this workspace has had (shoe_size)"),
                refusal("anniversary(birthdy) = today", 1, "'birthdy'", "a field (did you mean birthday?)"),
                refusal("anniversary(gender) = today", 1, "gender, which is text", "the anniversary of a date"),
                refusal("anniversary(birthday) <= today", 1, "<=", ANNIVERSARY_TESTS),
                refusal("anniversary(birthday) IN (today)", 1, "IN", ANNIVERSARY_TESTS),
                refusal("anniversary(birthday) CONTAINS today", 1, "CONTAINS", ANNIVERSARY_TESTS),
                refusal("anniversary(birthday) IS NOT NULL", 1, "IS NULL", ANNIVERSARY_TESTS),
                refusal("anniversary(birthday) BETWEEN today AND now", 41, "an instant counted from now", "a day"),
                refusal("accepts_marketing = 1", 21, "the number 1", "true or false"),
                refusal("gender > 'a'", 1, ">", "= or != (gender is text)"),
                refusal("tags < 'a'", 1, "<", "= or != (customer_tags is a list of text)"),
                refusal("accepts_marketing >= true", 1, ">=", "= or != (accepts_marketing is true or false)"),
                refusal("gender BETWEEN 'a' AND 'b'", 1, "BETWEEN", TEXT_TESTS),
                refusal("tags BETWEEN 'a' AND 'b'", 1, "BETWEEN", LIST_TESTS),
                refusal("accepts_marketing NOT BETWEEN true AND false", 1, "BETWEEN", BOOLEAN_TESTS),
                refusal("accepts_marketing IN (true)", 1, "IN", BOOLEAN_TESTS),
                refusal("gender CONTAINS ANY ('a')", 1, "CONTAINS ANY", TEXT_TESTS),
                refusal("accepts_marketing CONTAINS true", 1, "CONTAINS", BOOLEAN_TESTS),
                refusal("birthday CONTAINS '1990'", 1, "CONTAINS", NUMBER_TESTS + " (birthday is a date)"),
                refusal(
                        "average_order_amount CONTAINS 1",
                        1,
                        "CONTAINS",
                        NUMBER_TESTS + " (average_order_amount is a number)"),
                refusal(
                        "number_of_orders STARTS WITH '3'",
                        1,
                        "STARTS WITH",
                        NUMBER_TESTS + " (number_of_orders is a number)"),
                refusal("tags ENDS WITH 'x'", 1, "ENDS WITH", LIST_TESTS));
    }

    static List<Arguments> values() {
        return List.of(
                refusal("gender = 3", 10, "the number 3", TEXT),
                refusal("gender IN ('f', true)", 17, "true", TEXT),
                refusal("tags CONTAINS ALL ('a', -30d)", 25, "the day -30d", TEXT),
                refusal("number_of_orders > 'x'", 20, "the text 'x'", "a number"),
                refusal("number_of_orders IN (1, 2026-01-31)", 25, "the day 2026-01-31", "a number"),
                refusal("number_of_orders BETWEEN 1 AND +2w", 32, "the day +2w", "a number"),
                refusal("average_order_amount > now", 24, "an instant counted from now", "a number"),
                refusal(
                        "average_order_amount > 1234567890123",
                        24,
                        "the number 1234567890123",
                        "a number of at most 18 digits, six of them after the point"),
                refusal("birthday > 3", 12, "the number 3", "a day or an instant"),
                refusal("birthday > '1990-01-01'", 12, "the text '1990-01-01'", "a day or an instant"),
                refusal("birthday IN (today, true)", 21, "true", "a day or an instant"),
                refusal(
                        "birthday > -120000m",
                        12,
                        "the day -120000m",
                        "a day or an instant within 10,000 years of now, up to 9999-12-31"),
                refusal("number_of_orders = 2026-01-31T10:00:00", 20, "the instant 2026-01-31T10:00", "a number"),
                refusal("number_of_orders = 2026-01-31T10:00:00Z", 20, "the instant 2026-01-31T10:00:00Z", "a number"));
    }

    static List<Arguments> functions() {
        return List.of(
                refusal("event MATCHES", 1, "event", "event('name')"),
                refusal(
                        "orders_placed('x') MATCHES",
                        1,
                        "orders_placed('x')",
                        "orders_placed without a name in parentheses"),
                refusal("email.open MATCHES", 1, "'email.open'", "a function (did you mean email.opened?)"),
                refusal("orders_placed MATCHES (stats = 'paid')", 24, "'stats'", "a parameter (did you mean status?)"),
                refusal("orders_placed MATCHES (sum_quantity > 1)", 24, "'sum_quantity'", ORDER_PARAMETERS),
                refusal("orders_placed MATCHES (sum('x') > 1)", 24, "'sum'", ORDER_PARAMETERS),
                refusal(
                        "email.opened MATCHES (sum_amount > 1)",
                        23,
                        "'sum_amount'",
                        "a parameter (activity_id, campaign, count, date)"),
                refusal(
                        "storefront.product_viewed MATCHES (price > 1)",
                        36,
                        "'price'",
                        "a parameter (count, date, id, tag)"),
                refusal(
                        "orders_placed MATCHES (date CONTAINS '2026')",
                        24,
                        "CONTAINS",
                        "a comparison, BETWEEN or IN with date"),
                refusal(
                        "orders_placed MATCHES (amount CONTAINS 3)",
                        24,
                        "CONTAINS",
                        "a comparison, BETWEEN or IN with amount"),
                refusal(
                        "orders_placed MATCHES (count NOT CONTAINS 3)",
                        24,
                        "CONTAINS",
                        "a comparison, BETWEEN or IN with count"),
                refusal(
                        "orders_placed MATCHES (average_amount IN (3))",
                        24,
                        "IN or CONTAINS",
                        "a comparison or BETWEEN with average_amount"),
                refusal("orders_placed MATCHES (status > 'a')", 24, ">", "= or != with status"),
                refusal(
                        "orders_placed MATCHES (status BETWEEN 'a' AND 'b')",
                        24,
                        "BETWEEN",
                        "=, !=, IN or CONTAINS with status"),
                refusal("orders_placed MATCHES (date > 3)", 31, "the number 3", "a day or an instant"),
                refusal("orders_placed MATCHES (status IN ('paid', today))", 43, "the day today", TEXT),
                refusal("orders_placed MATCHES (discount_code CONTAINS -1d)", 47, "the day yesterday", TEXT),
                refusal("products_purchased MATCHES (tag CONTAINS today)", 42, "the day today", TEXT),
                refusal("products_purchased MATCHES (quantity > 'x')", 40, "the text 'x'", "a number"),
                refusal("event('quiz') MATCHES (score BETWEEN 'a' AND 'b')", 38, "the text 'a'", "a number"),
                refusal("event('quiz') MATCHES (score > 'a')", 24, ">", "= or != with score"));
    }

    static List<Arguments> propertiesInParentheses() {
        return List.of(
                refusal(
                        "orders_placed MATCHES (status('x') = 'paid')",
                        24,
                        "status('x')",
                        "status without a name in parentheses"),
                refusal(
                        "event('quiz') MATCHES (count('x') > 3)",
                        24,
                        "count('x')",
                        "count without a name in parentheses"),
                refusal(
                        "event('quiz') MATCHES (date('x') > today)",
                        24,
                        "date('x')",
                        "date without a name in parentheses"),
                refusal(
                        "event('quiz') MATCHES (score('x') > 3)",
                        24,
                        "score('x')",
                        "score without a name in parentheses"));
    }

    @ParameterizedTest
    @MethodSource({"fields", "values", "functions", "propertiesInParentheses"})
    void shouldSayWhereWhatWasFoundAndWhatWasExpected(String rule, int column, String found, String expected) {
        Outcome outcome = shop.command(Commands.createSegment(shop.id, "refused", rule));

        assertEquals("line 1, column " + column + ": found " + found + ", expected " + expected, outcome.reason());
        assertEquals(Outcome.Kind.BAD_RULE, outcome.kind());
    }

    @Test
    void shouldSayWhereARuleRefersToASegmentThatItCannotReferTo() {
        int vip = shop.segment("VIP", "amount_spent > 1000");
        shop.segment("Best", "SEGMENT IN ('VIP')");

        assertRefusedFrom(
                "line 1, column 13: found ", Commands.createSegment(shop.id, "refused", "SEGMENT IN ('VIPP')"));
        assertTrue(shop.outcome.reason().contains("'VIP'?"), shop.outcome.reason());
        assertRefusedFrom(
                "line 1, column 11: found 'refused', which makes a cycle: refused → refused, expected ",
                Commands.createSegment(shop.id, "refused", "SEGMENT = 'refused'"));
        assertRefusedFrom(
                "line 1, column 37: found 'Best', which makes a cycle: VIP → Best → VIP, expected ",
                Commands.updateSegment(shop.id, vip, null, "number_of_orders > 3 AND SEGMENT != 'Best'"));
    }

    private void assertRefusedFrom(String start, byte[] command) {
        String reason = shop.command(command).reason();
        assertTrue(reason != null && reason.startsWith(start), reason);
    }

    @Test
    void shouldNameEveryFieldWhereNoneIsNear() {
        String reason = shop.command(Commands.createSegment(shop.id, "refused", "xyzzy = 3"))
                .reason();

        assertTrue(reason.startsWith("line 1, column 1: found 'xyzzy', expected a field (abandoned_checkout_date, "));
        assertTrue(reason.contains("birthday, channels, city, country, "));
    }

    @Test
    void shouldNameTheLineOfARuleOfSeveral() {
        String rule = "number_of_orders > 3\n  AND (gender = 'f'\r\n    OR tags CONTAINS 3)";

        assertEquals(
                "line 3, column 22: found the number 3, expected a text in single quotes",
                shop.command(Commands.createSegment(shop.id, "refused", rule)).reason());
    }

    @Test
    void shouldKeepNothingOfARefusedRule() {
        int criteria = criteria();
        shop.command(Commands.createSegment(shop.id, "refused", "number_of_orders > 77 AND tags = 'a' AND gendr = 3"));
        assertEquals(criteria, criteria());
    }

    private int criteria() {
        return shop.engine.status().workspaces().get(0).criteria();
    }

    private static Arguments refusal(String rule, int column, String found, String expected) {
        return Arguments.of(rule, column, found, expected);
    }
}
