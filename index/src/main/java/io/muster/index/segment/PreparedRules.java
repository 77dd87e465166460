package io.muster.index.segment;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Long rules that were parsed before the engine's thread asked for them.
 *
 * <p>Assumptions: whoever prepares a rule sends it to the engine soon after; what nobody takes is forgotten when too
 * many are kept. Guarantees: what is taken is the same whether or not it was prepared. Any thread.
 */
public final class PreparedRules {
    /** A shorter rule, in characters, is parsed sooner than it is found here: preparing it gains nothing. */
    public static final int SHORTEST_KEPT = 1_024;

    /** When so many wait to be taken, and one more comes, they are forgotten. */
    public static final int MOST_KEPT = 16;

    private final Map<String, PreparedRule> prepared = new ConcurrentHashMap<>();
    private final SegmentRules ofSegments = new SegmentRules();

    /** Parses a rule that will be taken soon. Throws {@link io.muster.index.rule.RuleException}. */
    public void prepare(String text) {
        if (text.length() >= SHORTEST_KEPT) {
            if (prepared.size() >= MOST_KEPT) {
                prepared.clear();
            }
            prepared.put(text, PreparedRule.of(text));
        }
    }

    /** Rules over segments that are counted, of all workspaces. */
    public SegmentRules ofSegments() {
        return ofSegments;
    }

    /** The rule, parsed now if it was not prepared. Throws {@link io.muster.index.rule.RuleException}. */
    public PreparedRule take(String text) {
        PreparedRule rule = text.length() < SHORTEST_KEPT ? null : prepared.remove(text);
        return rule == null ? PreparedRule.of(text) : rule;
    }
}
