package io.muster.server.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.muster.index.SegmentEntry;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The engine, with a segment kept from the first time a rule is asked for, and one made anew each time. */
final class EngineRuleTest extends RuleSentences {
    private static final class EngineJudge implements Judge {
        private final EngineShop shop;
        private final Map<String, SegmentEntry> kept = new HashMap<>();
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
            SegmentEntry segment = kept.computeIfAbsent(rule, first -> shop.define("kept " + ++made, rule));
            Set<String> members = shop.members(segment);
            assertEquals(members.size(), shop.view().cardinality(segment), "cardinality of " + rule);
            assertEquals(members, shop.members(shop.define("new " + ++made, rule)), "made anew: " + rule);
            assertEquals(members.size(), shop.engine().count(shop.view().id(), rule).count(), "count of " + rule);
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
}
