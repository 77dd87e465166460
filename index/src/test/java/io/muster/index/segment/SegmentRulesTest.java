package io.muster.index.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SegmentRulesTest {
    private final SegmentRules rules = new SegmentRules();

    @Test
    void shouldParseARuleOnce() {
        SegmentRules.SegmentRule rule = rules.of("SEGMENT = 'a' OR segment IN ('b', 'a')");
        assertEquals(List.of("a", "b"), rule.segments());
        assertFalse(rule.negates());
        assertSame(rule, rules.of("SEGMENT = 'a' OR segment IN ('b', 'a')"));
        assertTrue(rules.of("NOT SEGMENT = 'a'").negates());
        assertTrue(rules.of("SEGMENT = 'a' AND SEGMENT != 'b'").negates());
    }

    @Test
    void shouldKnowNothingOfOtherRules() {
        assertNull(rules.of("SEGMENT = 'a' AND number_of_orders > 1"));
        assertNull(rules.of("SEGMENT ="));
        assertNull(rules.of("SEGMENT = '" + "a".repeat(SegmentRules.LONGEST_RULE) + "'"));
    }

    @Test
    void shouldForgetRulesWhenThereAreMany() {
        SegmentRules.SegmentRule first = rules.of("SEGMENT = 'first'");
        for (int i = 1; i < SegmentRules.MOST_KEPT; i++) {
            rules.of("SEGMENT = '" + i + "'");
        }
        assertSame(first, rules.of("SEGMENT = 'first'"));
        rules.of("SEGMENT = 'one more'");
        assertNotSame(first, rules.of("SEGMENT = 'first'"));
    }
}
