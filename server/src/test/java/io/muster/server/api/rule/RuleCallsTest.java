package io.muster.server.api.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.server.api.ApiShop;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class RuleCallsTest {
    private static ApiShop shop;

    @BeforeAll
    static void start() throws IOException {
        shop = ApiShop.withCustomers();
    }

    @AfterAll
    static void stop() throws IOException {
        shop.close();
    }

    @Test
    void shouldCountARuleAndItsConditions() {
        JsonNode preview = shop.api
                .post(
                        "/v1/workspaces/shop/preview",
                        "{\"rule\":\"tags CONTAINS 'vip' AND NOT country = 'DE'\",\"sample\":5}")
                .is(200)
                .json();
        assertEquals(1, preview.path("count").asInt());
        assertEquals("c-1", preview.path("sample").path(0).asText());
        assertEquals(2, preview.path("conditions").size());
        assertEquals(
                "tags CONTAINS 'vip'",
                preview.path("conditions").path(0).path("text").asText());
        assertEquals(2, preview.path("conditions").path(0).path("count").asInt());
        assertEquals(2, preview.path("conditions").path(1).path("count").asInt());
        assertEquals("and", preview.path("whole").path("kind").asText());
        assertEquals(
                "not", preview.path("whole").path("terms").path(1).path("kind").asText());
        JsonNode wrong = shop.api
                .post("/v1/workspaces/shop/preview", "{\"rule\":\"amount_spend > 3\"}")
                .isProblem(422, "bad_rule", "amount_spent");
        assertEquals(1, wrong.path("column").asInt());
        assertEquals(0, wrong.path("start").asInt());
        assertEquals(12, wrong.path("end").asInt());
    }

    @Test
    void shouldTellWhoWouldEnterAndLeave() {
        shop.api
                .post("/v1/workspaces/shop/segments", "{\"name\":\"vip\",\"rule\":\"tags CONTAINS 'vip'\"}")
                .is(201);
        shop.api
                .post("/v1/workspaces/shop/segments", "{\"name\":\"of vip\",\"rule\":\"SEGMENT = 'vip'\"}")
                .is(201);
        JsonNode effect = shop.api
                .post("/v1/workspaces/shop/segments/vip/preview", "{\"rule\":\"country = 'DE'\"}")
                .is(200)
                .json();
        assertEquals(2, effect.path("before").asInt());
        assertEquals(2, effect.path("after").asInt());
        assertEquals(1, effect.path("entering").path("count").asInt());
        assertEquals("c-3", effect.path("entering").path("sample").path(0).asText());
        assertEquals("c-1", effect.path("leaving").path("sample").path(0).asText());
        assertEquals(1, effect.path("staying").path("count").asInt());
        assertEquals("of vip", effect.path("used_by").path(0).asText());
    }

    @Test
    void shouldTellThePartsOfARule() {
        String rule = "(Last_Order_Date >= now - 30d OR anniversary(birthday) BETWEEN today AND +7d)\\n"
                + " AND NOT customer_tags contains any ('a', 'it\\\\'s') AND email.opened NOT MATCHES (count >= 2) AND"
                + " SEGMENT NOT IN ('x') AND field.size IS NOT NULL AND event('quiz') MATCHES (max('score') > 4.50)";
        JsonNode parsed = shop.api
                .post("/v1/workspaces/shop/parse", "{\"rule\":\"" + rule + "\"}")
                .is(200)
                .json();
        JsonNode tree = parsed.path("tree");
        assertEquals("and", tree.path("kind").asText());
        assertEquals(6, tree.path("terms").size());
        JsonNode either = tree.path("terms").path(0);
        assertEquals("or", either.path("kind").asText());
        JsonNode first = either.path("terms").path(0);
        assertEquals("last_order_date", first.path("field").asText());
        assertEquals(">=", first.path("comparator").asText());
        assertEquals("Last_Order_Date >= now - 30d", first.path("text").asText());
        assertEquals("now", first.path("values").path(0).path("kind").asText());
        assertEquals(
                -2_592_000_000L, first.path("values").path(0).path("offset_ms").asLong());
        assertEquals("now - 30d", first.path("values").path(0).path("text").asText());
        JsonNode birthday = either.path("terms").path(1);
        assertEquals("anniversary(birthday)", birthday.path("field").asText());
        assertEquals("between", birthday.path("comparator").asText());
        assertEquals(
                "relative_day", birthday.path("values").path(1).path("kind").asText());
        assertEquals(7, birthday.path("values").path(1).path("amount").asInt());
        assertEquals("days", birthday.path("values").path(1).path("unit").asText());
        JsonNode not = tree.path("terms").path(1);
        assertEquals("not", not.path("kind").asText());
        JsonNode tags = not.path("terms").path(0);
        assertEquals("contains any", tags.path("comparator").asText());
        assertEquals("it's", tags.path("values").path(1).path("value").asText());
        assertEquals(2, tags.path("line").asInt());
        JsonNode opened = tree.path("terms").path(2);
        assertEquals("email.opened", opened.path("function").asText());
        assertTrue(opened.path("negated").asBoolean());
        assertEquals("count", opened.path("parameters").path(0).path("name").asText());
        assertEquals(
                "2",
                opened.path("parameters")
                        .path(0)
                        .path("values")
                        .path(0)
                        .path("value")
                        .asText());
        assertEquals("segment in", tree.path("terms").path(3).path("comparator").asText());
        assertEquals("field.size", tree.path("terms").path(4).path("field").asText());
        JsonNode quiz = tree.path("terms").path(5);
        assertEquals("quiz", quiz.path("argument").asText());
        assertEquals("score", quiz.path("parameters").path(0).path("argument").asText());
        assertEquals(
                "4.50",
                quiz.path("parameters")
                        .path(0)
                        .path("values")
                        .path(0)
                        .path("text")
                        .asText());
        String text = parsed.path("rule").asText();
        assertEquals(
                first.path("text").asText(),
                text.substring(first.path("start").asInt(), first.path("end").asInt()));

        JsonNode wrong = shop.api
                .post("/v1/workspaces/shop/parse", "{\"rule\":\"amount_spent > 3 AND\"}")
                .isProblem(422, "bad_rule", "expected a condition");
        assertEquals(21, wrong.path("column").asInt());
        shop.api
                .post(
                        "/v1/workspaces/shop/parse",
                        "{\"rule\":\"" + " ".repeat(ParseCalls.MAX_RULE_CHARACTERS + 1) + "\"}")
                .isProblem(422, "limit", "rule: found 262145 characters, expected 262144 at most");
        shop.api
                .post("/v1/workspaces/shop/parse", "{\"rule\":\"" + " ".repeat(ParseCalls.MAX_RULE_CHARACTERS) + "\"}")
                .isProblem(422, "bad_rule", "expected");
    }
}
