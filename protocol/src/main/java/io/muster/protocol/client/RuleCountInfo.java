package io.muster.protocol.client;

import java.util.List;

/**
 * The size of a rule that is not saved.
 *
 * @param count customers for whom it holds
 * @param conditions each condition as written, in the order written
 * @param sequence the answer is of this one
 */
public record RuleCountInfo(long count, List<Condition> conditions, long sequence) {
    /**
     * The size of one condition by itself.
     *
     * @param text as written
     * @param count customers for whom it holds
     */
    public record Condition(String text, long count) {}
}
