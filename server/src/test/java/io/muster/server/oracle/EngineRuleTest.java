package io.muster.server.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The engine, with a segment kept from the first time a rule is asked for, and one made anew each time. */
final class EngineRuleTest extends RecordSentences {
    private static final Map<String, String> READY_MADE = Map.ofEntries(
            Map.entry("New customers", "customer_added_date >= now - 30d"),
            Map.entry("Recent buyers (30 days)", "last_order_date >= now - 30d"),
            Map.entry("Recent buyers (90 days)", "last_order_date >= now - 90d"),
            Map.entry("Non-buyers (30 days)", "NOT last_order_date >= now - 30d"),
            Map.entry("Non-buyers (90 days)", "NOT last_order_date >= now - 90d"),
            Map.entry("Frequent buyers", "number_of_orders > 3"),
            Map.entry("Lapsed customers", "number_of_orders >= 1 AND NOT last_order_date >= now - 90d"),
            Map.entry("Engaged subscribers", "last_engaged_date >= now - 30d"),
            Map.entry("Semi-engaged subscribers", "last_engaged_date BETWEEN now - 90d AND now - 60d"),
            Map.entry("Unengaged subscribers", "NOT last_engaged_date >= now - 90d"),
            Map.entry("Abandoned checkouts", "abandoned_checkout_date >= now - 14d"));

    private static final class EngineJudge implements Judge {
        private final EngineShop shop;
        private final Set<String> kept = new HashSet<>();
        private int made;

        EngineJudge(ZoneId zone, Instant start) {
            shop = new EngineShop(zone, "EUR", start, 100);
        }

        @Override
        public boolean take(String json) {
            return shop.take(json);
        }

        @Override
        public void advance(Instant now) {
            shop.advance(now);
        }

        @Override
        public Set<String> members(String rule) {
            if (kept.add(rule)) {
                shop.define("kept " + rule, rule);
            }
            Set<String> members = shop.members("kept " + rule);
            assertEquals(members.size(), shop.cardinality("kept " + rule), "cardinality of " + rule);
            String anew = "anew " + ++made;
            shop.define(anew, rule);
            assertEquals(members, shop.members(anew), "made anew: " + rule);
            assertEquals(
                    members.size(),
                    shop.engine().count(shop.view().id(), rule, 0).finish().count(),
                    "count of " + rule);
            return members;
        }

        @Override
        public void close() {
            shop.close();
        }
    }

    @Override
    Judge judge(ZoneId zone, Instant start) {
        return new EngineJudge(zone, start);
    }

    @Test
    void shouldStartEveryWorkspaceWithTheReadyMadeSegments() {
        try (EngineShop shop = new EngineShop(ZoneId.of("UTC"), "EUR", START, 100)) {
            Map<String, String> found = new TreeMap<>();
            shop.view().segments().entries().forEach(segment -> found.put(segment.name(), segment.rule()));
            assertEquals(new TreeMap<>(READY_MADE), found);
        }
    }
}
