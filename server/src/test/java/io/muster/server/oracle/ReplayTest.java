package io.muster.server.oracle;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.index.rule.Rule;
import io.muster.index.rule.RuleParser;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** That wrong shops are found out, and the histories that show it become small. */
final class ReplayTest {
    private static final Set<RandomRules.Form> FORMS = EnumSet.allOf(RandomRules.Form.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Right, but for what a subclass makes wrong. */
    private static class StoodInShop implements JudgedShop {
        private final NaiveShop shop;
        private final Map<String, Rule> rules = new HashMap<>();
        private Instant now;

        StoodInShop(History history) {
            shop = new NaiveShop(history.zone());
            now = history.start();
        }

        Instant rulesNow(Instant rightNow) {
            return rightNow;
        }

        boolean loses(JsonNode record) {
            return false;
        }

        @Override
        public boolean take(String json) {
            try {
                JsonNode record = JSON.readTree(json);
                return loses(record) || shop.take(record, now);
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String refusal() {
            return "too far ahead";
        }

        @Override
        public void advance(Instant newNow) {
            now = newNow;
        }

        @Override
        public long nextDueMillis() {
            return now.toEpochMilli();
        }

        @Override
        public void define(String name, String rule) {
            rules.put(name, RuleParser.parse(rule));
        }

        @Override
        public Set<String> members(String name) {
            return NaiveRule.members(rules.get(name), shop, rulesNow(now));
        }

        @Override
        public long cardinality(String name) {
            return members(name).size();
        }

        @Override
        public boolean isMember(String name, String customer) {
            return members(name).contains(customer);
        }

        @Override
        public void close() {}
    }

    private static final class LateShop extends StoodInShop {
        LateShop(History history) {
            super(history);
        }

        @Override
        Instant rulesNow(Instant rightNow) {
            return rightNow.minusMillis(1);
        }
    }

    private static final class ForgetfulShop extends StoodInShop {
        ForgetfulShop(History history) {
            super(history);
        }

        @Override
        boolean loses(JsonNode record) {
            return record.get("type").asText().equals("order_refunded") && record.hasNonNull("id");
        }
    }

    private static final class SleepyShop extends StoodInShop {
        SleepyShop(History history) {
            super(history);
        }

        @Override
        public long nextDueMillis() {
            return Long.MAX_VALUE;
        }
    }

    private static History firstThatTells(Replay.Opening opening) {
        long seed = System.nanoTime();
        for (int i = 0; i < 500; i++) {
            History history = RandomHistory.of(seed + i, 80, FORMS);
            if (Replay.firstDifference(history, opening) != null) {
                return history;
            }
        }
        throw new AssertionError("no history tells, from seed " + seed);
    }

    private static void assertFoundOut(Replay.Opening opening) {
        History smallest = Replay.shrink(firstThatTells(opening), opening);
        assertNotNull(Replay.firstDifference(smallest, opening));
        assertNull(Replay.firstDifference(smallest, StoodInShop::new));
        assertTrue(smallest.steps().size() <= 8, smallest::toString);
    }

    @Test
    void shouldFindNoDifferenceInAShopThatIsRight() {
        for (int i = 0; i < 50; i++) {
            assertNull(Replay.firstDifference(RandomHistory.of(System.nanoTime(), 80, FORMS), StoodInShop::new));
        }
    }

    @Test
    void shouldFindAShopThatIsAMillisecondLate() {
        assertFoundOut(LateShop::new);
    }

    @Test
    void shouldFindAShopThatForgetsRefundsWithAnId() {
        assertFoundOut(ForgetfulShop::new);
    }

    @Test
    void shouldFindAShopThatSleepsThroughADueInstant() {
        assertFoundOut(SleepyShop::new);
    }
}
