package io.muster.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.answer.ExplainedPart;
import io.muster.index.answer.ExplainedPart.CountedEvent;
import io.muster.index.answer.Explanation;
import io.muster.index.answer.RulePart;
import io.muster.index.record.CommandKind;
import io.muster.index.record.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ExplainTest {
    private final Shop shop = new Shop("Europe/Skopje", "2026-06-01T10:00:00Z");
    private int segments;

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void shouldTellEachPartWithWhereItStandsAndHowLongItHolds() {
        shop.order("o-1", "ana", "2026-05-20T12:00:00Z", "129.90");
        Explanation explanation = explain(
                "number_of_orders > 3\nOR (last_order_date >= now - 30d AND NOT\n" + "  customer_tags CONTAINS 'vip')");
        assertTrue(explanation.member());
        assertEquals(at("2026-06-19T12:00:00.001Z"), explanation.untilMillis());
        assertEquals("ana", explanation.customer());
        assertEquals(1, explanation.version());
        ExplainedPart whole = explanation.whole();
        assertEquals(RulePart.Kind.OR, whole.kind());
        ExplainedPart count = whole.terms().get(0);
        assertEquals("number_of_orders > 3", count.text());
        assertEquals("1", count.value());
        assertFalse(count.holds());
        assertEquals(Explanation.NEVER, count.untilMillis());
        ExplainedPart and = whole.terms().get(1);
        assertEquals(RulePart.Kind.AND, and.kind());
        ExplainedPart date = and.terms().get(0);
        assertEquals("2026-05-20T12:00:00Z", date.value());
        assertEquals(at("2026-06-19T12:00:00.001Z"), date.untilMillis());
        assertNull(date.note());
        ExplainedPart not = and.terms().get(1);
        assertEquals(RulePart.Kind.NOT, not.kind());
        ExplainedPart tags = not.terms().get(0);
        assertEquals("customer_tags CONTAINS 'vip'", tags.text());
        assertEquals(3, tags.line());
        assertEquals(3, tags.column());
        assertNull(tags.value());
        assertEquals("customer_tags has no value, so the condition is false", tags.note());
    }

    @Test
    void shouldTellTheEventsThatCountNewestFirst() {
        shop.order("o-1", "ana", "2026-05-20T12:00:00Z", "100");
        shop.order("o-2", "ana", "2026-05-30T12:00:00Z", "20.50");
        shop.order("o-3", "ana", "2026-01-30T12:00:00Z", "7");
        ExplainedPart part = explain("orders_placed MATCHES (date >= -30d, sum_amount >= 120)")
                .whole();
        assertEquals("2 orders, amount 120.5", part.value());
        assertEquals(2, part.eventCount());
        assertEquals(
                List.of(
                        new CountedEvent("order", "o-2", at("2026-05-30T12:00:00Z"), "amount 20.5"),
                        new CountedEvent("order", "o-1", at("2026-05-20T12:00:00Z"), "amount 100")),
                part.events());
        for (int i = 0; i < 30; i++) {
            opened("e-" + i, at("2026-05-01T00:00:00Z") + i);
        }
        ExplainedPart opened = explain("email.opened NOT MATCHES (count > 1)").whole();
        assertFalse(opened.holds());
        assertEquals("30 events", opened.value());
        assertEquals(30, opened.eventCount());
        assertEquals(ExplainedPart.MOST_EVENTS, opened.events().size());
        assertEquals(
                new CountedEvent("email.opened", "e-29", at("2026-05-01T00:00:00.029Z"), ""),
                opened.events().get(0));
    }

    @Test
    void shouldSayWhoIsInOnlyBecauseAValueIsMissing() {
        shop.customer("ana");
        Explanation missing = explain("customer_countries NOT CONTAINS 'DE'");
        assertTrue(missing.onlyBecauseMissing());
        assertEquals(
                "holds because customer_countries has no value", missing.whole().note());
        assertTrue(explain("NOT last_order_date >= -90d").onlyBecauseMissing());
        assertTrue(explain("gender = 'x' OR NOT last_order_date >= -90d").onlyBecauseMissing());
        assertFalse(
                explain("number_of_orders = 0 OR NOT last_order_date >= -90d").onlyBecauseMissing());
        assertFalse(explain("customer_countries IS NULL").onlyBecauseMissing());
        assertNull(explain("customer_countries IS NULL").whole().note());
        assertFalse(explain("customer_countries CONTAINS 'DE'").onlyBecauseMissing());
        shop.order("o-1", "ana", "2026-01-20T12:00:00Z", "1");
        assertFalse(explain("NOT last_order_date >= -90d").onlyBecauseMissing());
    }

    @Test
    void shouldChangeANumberToTheNearestThatWillDo() {
        shop.order("o-1", "ana", "2026-05-20T12:00:00Z", "100");
        assertChange("number_of_orders: 1 -> 4", "number_of_orders > 3");
        assertChange("number_of_orders: 1 -> 0", "number_of_orders >= 1");
        assertChange("number_of_orders: 1 -> 3", "number_of_orders > 2 AND number_of_orders < 8");
        assertChange("amount_spent: 100 -> 99.99", "amount_spent >= 100");
        assertChange("average_order_amount: 100 -> 120.5", "average_order_amount >= 120.50");
        assertChange("last_order_amount: 100 -> missing", "last_order_amount IS NOT NULL");
        assertChange("impossible", "number_of_orders > 3 AND number_of_orders < 2");
        assertChange("impossible", "number_of_orders > 3 AND number_of_orders < 3.5");
        assertChange("impossible", "number_of_orders >= 0");
    }

    @Test
    void shouldChangeADateToTheNearestWholeDay() {
        shop.order("o-1", "ana", "2025-12-20T12:00:00Z", "100");
        assertChange("last_order_date: 2025-12-20T12:00:00Z -> 2026-05-03", "last_order_date >= now - 30d");
        assertChange("last_order_date: 2025-12-20T12:00:00Z -> 2026-05-02 or missing", "NOT last_order_date < -30d");
        assertChange("last_order_date: 2025-12-20T12:00:00Z -> 2025-12-19 or missing", "last_order_date >= 2025-12-20");
        assertChange("last_order_date: 2025-12-20T12:00:00Z -> 2026-06-01T09:00:00Z", "last_order_date >= now - 1h");
        assertChange("impossible", "last_order_date > today");
        assertChange("customer_added_date: null -> 2026-06-02", "customer_added_date > today");
        assertChange("birthday: null -> 2026-06-01", "anniversary(birthday) = today");
        shop.record(
                CommandKind.CUSTOMER,
                writer -> writer.text(Tag.CUSTOMER, "ana")
                        .day(Tag.BIRTHDAY, LocalDate.parse("1990-05-20").toEpochDay()));
        assertChange("birthday: 1990-05-20 -> 1990-06-01", "anniversary(birthday) = today");
        assertChange("birthday: 1990-05-20 -> 1991-06-01", "anniversary(birthday) = today AND birthday >= 1991-01-01");
    }

    @Test
    void shouldChangeTextsAndLists() {
        shop.record(
                CommandKind.CUSTOMER,
                writer -> writer.text(Tag.CUSTOMER, "ana")
                        .text(Tag.GENDER, "male")
                        .bool(Tag.ACCEPTS_MARKETING, false)
                        .texts(Tag.TAGS, List.of("gold", "Sale")));
        assertChange("gender: male -> 'female'", "gender = 'female'");
        assertChange("gender: male -> another text or missing", "gender = 'male'");
        assertChange("gender: male -> another text", "gender NOT IN ('male', 'm') AND gender IS NOT NULL");
        assertChange("gender: male -> a text that starts with 'f'", "gender STARTS WITH 'f'");
        assertChange(
                "gender: male -> a text such as 'fxe'",
                "gender STARTS WITH 'f' AND gender ENDS WITH 'e' AND gender CONTAINS 'x'");
        assertChange("accepts_marketing: false -> true", "accepts_marketing = true");
        assertChange("customer_tags: gold, Sale -> with 'vip'", "tags CONTAINS 'vip'");
        assertChange("customer_tags: gold, Sale -> without 'Sale'", "tags CONTAINS 'SALE'");
        assertChange(
                "customer_tags: gold, Sale -> with 'vip', without 'gold'",
                "tags CONTAINS ALL ('vip', 'sale') AND tags NOT CONTAINS 'gold'");
        assertChange("customer_tags: gold, Sale -> missing", "tags IS NULL");
        assertChange("customer_regions: null -> with another value", "customer_regions IS NOT NULL");
        assertChange("impossible", "tags CONTAINS 'vip' AND tags NOT CONTAINS 'VIP'");
    }

    @Test
    void shouldChangeWhatEventsComeTo() {
        shop.order("o-1", "ana", "2026-05-20T12:00:00Z", "100");
        String orders = "orders_placed MATCHES (count >= 3)";
        assertChange(orders + ": 1 order -> at least 3 orders", orders);
        assertChange(
                "orders_placed MATCHES (count >= 1): 1 order -> 0 orders", "NOT orders_placed MATCHES (count >= 1)");
        assertChange(
                "orders_placed MATCHES (count >= 2, sum_amount > 150): 1 order, amount 100 -> "
                        + "amount at least 150.01, at least 2 orders",
                "orders_placed MATCHES (sum_amount > 150, count >= 2)");
        assertChange("email.opened MATCHES (): 0 events -> at least 1 event", "email.opened MATCHES");
        assertChange("impossible", "orders_placed MATCHES (count < 0)");
    }

    @Test
    void shouldFindTheSmallestSetOfChanges() {
        shop.order("o-1", "ana", "2026-05-20T12:00:00Z", "100");
        assertChange(
                "number_of_orders: 1 -> 4; gender: null -> 'female'", "number_of_orders > 3 AND gender = 'female'");
        assertChange(
                "customer_language: null -> 'mk'",
                "number_of_orders > 3 AND gender = 'female' OR customer_language = 'mk'");
        assertChange(
                "number_of_orders: 1 -> 2",
                "(number_of_orders > 1 OR gender = 'female') AND (number_of_orders > 1 OR customer_language = 'mk')");
    }

    @Test
    void shouldTellOfSegmentsInSegments() {
        shop.order("o-1", "ana", "2026-05-20T12:00:00Z", "100");
        shop.segment("some", "number_of_orders >= 1");
        String rule = "SEGMENT IN ('some', 'Frequent buyers') AND gender = 'female'";
        assertEquals("some", explain(rule).whole().terms().get(0).value());
        assertChange("gender: null -> 'female'", rule);
        assertChange("number_of_orders: 1 -> 4", "SEGMENT = 'Frequent buyers'");
        shop.customer("eva");
        assertChange(
                "customer_within_distance: null -> a distance as asked",
                "customer_within_distance MATCHES (coordinates = '41.99,21.43', distance_km < 50)");
    }

    @Test
    void shouldTellHowFarAwayACustomerIs() {
        String rule = "customer_within_distance MATCHES (coordinates = '41.99,21.43', distance_km < 50)";
        shop.customer("ana");
        ExplainedPart unknown = explain("NOT " + rule).whole().terms().getFirst();
        assertNull(unknown.value());
        assertEquals("it is not known where the customer is, so the condition is false", unknown.note());
        shop.record(
                CommandKind.CUSTOMER,
                writer -> writer.text(Tag.CUSTOMER, "ana")
                        .decimal(Tag.LATITUDE, 41_990_000)
                        .decimal(Tag.LONGITUDE, 21_430_000));
        assertEquals("0 km", explain(rule).whole().value());
        assertChange("customer_within_distance: 0 km -> another distance", rule);
        assertEquals(
                "0 miles", explain(rule.replace("km < 50", "mi > 50")).whole().value());
    }

    @Test
    void shouldSayWhenACustomerIsInNoneOfTheSegments() {
        shop.customer("ana");
        assertEquals(
                "in none of them",
                explain("SEGMENT IN ('Frequent buyers')").whole().value());
    }

    @Test
    void shouldNotSearchForEver() {
        shop.customer("ana");
        StringBuilder rule = new StringBuilder("(customer_tags CONTAINS 'x' AND customer_tags NOT CONTAINS 'x')");
        for (int i = 0; i < 60; i++) {
            rule.append(" OR (number_of_orders > ")
                    .append(i)
                    .append(" AND gender = 'g")
                    .append(i)
                    .append("' AND number_of_orders < ")
                    .append(i)
                    .append(" AND customer_tags CONTAINS 't")
                    .append(i)
                    .append("')");
        }
        Explanation explanation = explain(rule.toString());
        assertFalse(explanation.smallestChange().possible());
        assertFalse(explanation.smallestChange().proven());
    }

    @Test
    void shouldSayNothingOfWhomThereIsNot() {
        int segment = shop.segment("all", "number_of_orders >= 0");
        assertNull(shop.engine.explain(shop.id, segment, "nobody"));
        assertNull(shop.engine.explain(shop.id, 4711, "ana"));
        assertNull(shop.engine.explain(4711, segment, "ana"));
    }

    private void opened(String id, long atMillis) {
        shop.record(
                CommandKind.EVENT,
                writer -> writer.text(Tag.NAME, "email.opened")
                        .text(Tag.ID, id)
                        .text(Tag.CUSTOMER, "ana")
                        .instant(Tag.TIME, atMillis));
    }

    private Explanation explain(String rule) {
        return shop.engine
                .explain(shop.id, shop.segment("s-" + segments++, rule), "ana")
                .finish();
    }

    private void assertChange(String expected, String rule) {
        StringBuilder found = new StringBuilder();
        Explanation explanation = explain(rule);
        explanation
                .smallestChange()
                .steps()
                .forEach(step -> found.append(found.isEmpty() ? "" : "; ")
                        .append(step.subject())
                        .append(": ")
                        .append(step.from())
                        .append(" -> ")
                        .append(step.to()));
        assertEquals(expected, explanation.smallestChange().possible() ? found.toString() : "impossible", rule);
    }

    private static long at(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }
}
