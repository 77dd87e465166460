package io.muster.index;

import java.util.List;

/**
 * The size of a rule that is not saved.
 *
 * @param count customers for whom it holds
 * @param conditions each condition as written, in the order written
 */
public record RuleCount(long count, List<ConditionCount> conditions) {
    /**
     * The size of one condition by itself.
     *
     * @param text as written
     * @param count customers for whom it holds
     */
    public record ConditionCount(String text, long count) {}
}
