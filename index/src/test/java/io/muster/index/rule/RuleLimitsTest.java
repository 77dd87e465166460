package io.muster.index.rule;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleLimitsTest {
    @Test
    void shouldTakeAHundredThousandIdsOfFortyCharacters() {
        StringBuilder rule = new StringBuilder("id IN (");
        for (int id = 0; id < 100_000; id++) {
            rule.append(id == 0 ? "" : ", ")
                    .append("'")
                    .append("0".repeat(34))
                    .append(100_000 + id)
                    .append("'");
        }
        Rule.In in = assertInstanceOf(
                Rule.In.class, RuleParser.parse(rule.append(')').toString()));

        assertEquals(100_000, in.values().size());
    }

    @Test
    void shouldTakeAsManyListedValuesAsTheLimitAndNoMore() {
        String most = "a IN (" + "1,".repeat(RuleLimits.LISTED_VALUES - 1) + "1)";

        assertDoesNotThrow(() -> RuleParser.parse(most));
        RuleException refusal = refusal(most + " OR b IN ('x')");
        assertEquals("listed value number 1,000,001", refusal.found());
        assertEquals("at most 1,000,000 values in the lists of a rule", refusal.expected());
        assertEquals(most.length() + " OR b IN (".length() + 1, refusal.span().column());
    }

    @Test
    void shouldTakeRulesAsLongAsTheLimitAndNoLonger() {
        String rule = "a = 1";
        String longest = " ".repeat(RuleLimits.LENGTH_CHARS - rule.length()) + rule;

        assertDoesNotThrow(() -> RuleParser.parse(longest));
        RuleException refusal = refusal(longest + " ");
        assertEquals("a rule of 16,777,217 characters", refusal.found());
        assertEquals("at most 16,777,216", refusal.expected());
    }

    @ParameterizedTest
    @CsvSource({"(,)", "'NOT ',''"})
    void shouldTakeNestingAsDeepAsTheLimitAndNoDeeper(String open, String close) {
        assertDoesNotThrow(() -> RuleParser.parse(nested(open, close, RuleLimits.NESTING_DEPTH)));
        for (int depth : new int[] {RuleLimits.NESTING_DEPTH + 1, 100_000}) {
            RuleException refusal = refusal(nested(open, close, depth));
            assertEquals("level number 201", refusal.found());
            assertEquals("at most 200 levels of parentheses and NOT inside one another", refusal.expected());
            assertEquals(
                    RuleLimits.NESTING_DEPTH * open.length() + 1, refusal.span().column());
        }
    }

    @Test
    void shouldCountNestingAnewInEachTerm() {
        String deep = nested("(NOT ", ")", RuleLimits.NESTING_DEPTH / 2);

        assertDoesNotThrow(() -> RuleParser.parse(deep + " AND " + deep + " OR " + deep));
    }

    @Test
    void shouldTakeAsManyConditionsAsTheLimitAndNoMore() {
        String most = "a = 1" + " OR a = 1".repeat(RuleLimits.CONDITIONS - 3) + " OR f MATCHES (x = 1)";

        assertEquals(
                RuleLimits.CONDITIONS - 1,
                assertInstanceOf(Rule.Or.class, RuleParser.parse(most)).terms().size());
        RuleException refusal = refusal(most + " OR b = 2");
        assertEquals("condition number 10,001", refusal.found());
        assertEquals("at most 10,000 conditions and parameters in a rule", refusal.expected());
    }

    @Test
    void shouldTakeNumbersWithAsManyDigitsAsTheLimitAndNoMore() {
        String most = "9".repeat(RuleLimits.NUMBER_DIGITS);

        assertDoesNotThrow(() -> RuleParser.parse("a = " + most));
        assertDoesNotThrow(() -> RuleParser.parse("a = -" + most));
        assertDoesNotThrow(() -> RuleParser.parse("a = 9." + most.substring(1)));
        assertEquals("a number of 101 digits", refusal("a = -9" + most).found());
        assertEquals(
                "a number of 5,000,000 digits",
                refusal("a = " + "9".repeat(5_000_000)).found());
    }

    @ParameterizedTest
    @CsvSource({
        "-3660000d,-3660001d",
        "+522857w,+522858w",
        "-120000m,-120001m",
        "-10000y,-10001y",
        "3660000_days_ago,3660001_days_ago",
        "now - 3660000d,now - 3660001d",
        "now + 316224000000s,now + 316224000001s",
        "-0003660000d,-99999999999999999999d"
    })
    void shouldTakePeriodsOfTenThousandYearsAndNoLonger(String most, String more) {
        assertDoesNotThrow(() -> RuleParser.parse("a > " + most));
        assertTrue(refusal("a > " + more).expected().endsWith("(ten thousand years)"));
    }

    private static String nested(String open, String close, int depth) {
        return open.repeat(depth) + "a = 1" + close.repeat(depth);
    }

    private static RuleException refusal(String rule) {
        return assertThrows(RuleException.class, () -> RuleParser.parse(rule));
    }
}
