package io.muster.server.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.index.rule.RuleParser;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The naive answer by itself. */
final class NaiveRuleTest extends RecordSentences {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final class NaiveJudge implements Judge {
        private final NaiveShop shop;
        private Instant now;

        NaiveJudge(ZoneId zone, Instant start) {
            shop = new NaiveShop(zone);
            now = start;
        }

        @Override
        public boolean take(String json) {
            try {
                return shop.take(JSON.readTree(json), now);
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void advance(Instant newNow) {
            now = newNow;
        }

        @Override
        public Set<String> members(String rule) {
            return NaiveRule.members(RuleParser.parse(rule), shop, now);
        }

        @Override
        public void close() {}
    }

    @Override
    Judge judge(ZoneId zone, Instant start) {
        return new NaiveJudge(zone, start);
    }

    private static void assertBirthday(boolean expected, String birthday, String rule, String now) {
        NaiveJudge judge = new NaiveJudge(ZoneId.of("Europe/Skopje"), Instant.parse(now));
        judge.take("{\"type\":\"customer\",\"id\":\"ana\",\"birthday\":\"" + birthday + "\"}");
        assertEquals(expected, judge.members(rule).contains("ana"), birthday + " " + rule + " " + now);
    }

    @Test
    void shouldCompareMonthAndDayOfAnAnniversary() {
        assertBirthday(true, "1990-02-28", "anniversary(birthday) = today", "2026-02-27T23:00:00Z");
        assertBirthday(false, "1990-02-28", "anniversary(birthday) = today", "2026-02-27T22:59:59Z");
        assertBirthday(true, "1992-02-29", "anniversary(birthday) = today", "2026-02-28T12:00:00Z");
        assertBirthday(false, "1992-02-29", "anniversary(birthday) = today", "2028-02-28T12:00:00Z");
        assertBirthday(true, "1992-02-29", "anniversary(birthday) = today", "2028-02-29T12:00:00Z");
        assertBirthday(true, "1985-01-01", "anniversary(birthday) BETWEEN today AND +7d", "2026-12-28T12:00:00Z");
        assertBirthday(true, "1985-12-31", "anniversary(birthday) BETWEEN today AND +7d", "2026-12-28T12:00:00Z");
        assertBirthday(false, "1985-06-15", "anniversary(birthday) BETWEEN today AND +7d", "2026-12-28T12:00:00Z");
        assertBirthday(true, "1985-06-15", "anniversary(birthday) NOT BETWEEN today AND +7d", "2026-12-28T12:00:00Z");
    }

    @Test
    void shouldReadTextsByTheirCase() {
        NaiveJudge judge = new NaiveJudge(ZoneId.of("UTC"), START);
        judge.take("{\"type\":\"customer\",\"id\":\"ana\",\"language\":\"mk-MK\"}");
        assertEquals(
                Set.of("ana"),
                judge.members("customer_language STARTS WITH 'mk' AND customer_language ENDS WITH 'MK'"));
        assertEquals(
                Set.of("ana"), judge.members("customer_language CONTAINS '-' AND customer_language NOT CONTAINS 'K-'"));
        assertEquals(Set.of("ana"), judge.members("gender NOT STARTS WITH 'f'"));
    }

    @Test
    void shouldAggregateOverThePickedEvents() {
        NaiveJudge judge = new NaiveJudge(ZoneId.of("UTC"), START);
        judge.take("{\"type\":\"order_placed\",\"id\":\"o-1\",\"customer\":\"ana\",\"time\":\"2026-02-01T10:00:00Z\","
                + "\"total\":\"50\",\"status\":\"paid\",\"items\":[{\"product\":\"p-1\",\"collections\":[\"shoes\"],"
                + "\"quantity\":2,\"price\":\"10\"},{\"product\":\"p-2\",\"quantity\":1,\"price\":\"30\"}]}");
        judge.take(
                "{\"type\":\"order_refunded\",\"order\":\"o-1\",\"customer\":\"ana\",\"time\":\"2026-02-01T11:00:00Z\","
                        + "\"amount\":\"5\"}");
        judge.take("{\"type\":\"customer\",\"id\":\"ben\"}");
        judge.take("{\"type\":\"quiz\",\"customer\":\"ben\",\"time\":\"2026-02-01T11:00:00Z\","
                + "\"properties\":{\"score\":\"4.5\"}}");
        Set<String> ana = Set.of("ana");
        Set<String> ben = Set.of("ben");
        assertEquals(ana, judge.members("orders_placed MATCHES (date >= now - 12h, sum_amount >= 45)"));
        assertEquals(ben, judge.members("orders_placed NOT MATCHES (date >= now - 12h)"));
        assertEquals(ben, judge.members("orders_placed MATCHES (count = 0)"));
        assertEquals(ana, judge.members("products_purchased MATCHES (collection = 'shoes', sum_quantity = 2)"));
        assertEquals(ana, judge.members("products_purchased MATCHES (count = 1, sum_amount = 50)"));
        assertEquals(ben, judge.members("products_purchased NOT MATCHES (collection = 'shoes', date >= -1y)"));
        assertEquals(ben, judge.members("event('quiz') MATCHES (score > 4, sum('score') = 4.5)"));
    }
}
