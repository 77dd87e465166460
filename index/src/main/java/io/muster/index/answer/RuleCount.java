package io.muster.index.answer;

import java.util.ArrayList;
import java.util.List;

/**
 * The size of a rule that is not saved.
 *
 * @param count customers for whom it holds
 * @param whole the rule, part by part, each with its size
 * @param sample external ids of some for whom it holds
 */
public record RuleCount(long count, RulePart whole, List<String> sample) {
    /** The conditions in the order written. */
    public List<RulePart> conditions() {
        List<RulePart> conditions = new ArrayList<>();
        gather(whole, conditions);
        return conditions;
    }

    private static void gather(RulePart part, List<RulePart> conditions) {
        if (part.kind() == RulePart.Kind.CONDITION) {
            conditions.add(part);
        }
        part.terms().forEach(term -> gather(term, conditions));
    }
}
