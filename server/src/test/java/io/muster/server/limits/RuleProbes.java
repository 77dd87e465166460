package io.muster.server.limits;

import io.muster.index.rule.RuleException;
import io.muster.index.rule.RuleLimits;
import io.muster.index.rule.RuleParser;
import java.util.List;

/** The bounds of rules. */
final class RuleProbes {
    private static final String REFUSED = "the rule is refused at that place";
    private static final String CONDITION = "a = 1";

    private RuleProbes() {}

    static List<Limit> limits() {
        return List.of(
                rule(
                        "length",
                        RuleLimits.LENGTH_CHARS,
                        "characters",
                        n -> " ".repeat(n - CONDITION.length()) + CONDITION),
                rule(
                        "parentheses and NOTs inside one another",
                        RuleLimits.NESTING_DEPTH,
                        "levels",
                        n -> "(".repeat(n) + CONDITION + ")".repeat(n)),
                rule(
                        "conditions, parameters of functions included",
                        RuleLimits.CONDITIONS,
                        "conditions",
                        n -> CONDITION + (" OR " + CONDITION).repeat(n - 1)),
                rule(
                        "values in the lists of a rule together",
                        RuleLimits.LISTED_VALUES,
                        "values",
                        n -> "a IN (" + "1,".repeat(n - 1) + "1)"),
                rule("digits of a number", RuleLimits.NUMBER_DIGITS, "digits", n -> "a = " + "9".repeat(n)),
                rule(
                        "distance of a day or instant from today or now",
                        RuleLimits.PERIOD_DAYS,
                        "days",
                        n -> "a > -" + n + "d"));
    }

    private interface RuleOf {
        String rule(int amount);
    }

    private static Limit rule(String what, int bound, String unit, RuleOf rules) {
        return new Limit("Rules", what, bound, unit, REFUSED, n -> refusal(rules.rule((int) n)), null);
    }

    private static String refusal(String rule) {
        try {
            RuleParser.parse(rule);
            return null;
        } catch (RuleException refused) {
            return refused.getMessage();
        }
    }
}
