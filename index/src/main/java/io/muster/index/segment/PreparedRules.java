package io.muster.index.segment;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Long rules that were parsed before the engine's thread asked for them.
 *
 * <p>Assumptions: whoever prepares a rule sends it to the engine soon after. Guarantees: what is taken is the same
 * whether or not it was prepared. Progress: takes a lock for the time of a map's access.
 */
public final class PreparedRules {
    /** A shorter rule is parsed sooner than it is found here. */
    private static final int SHORTEST_KEPT = 1_024;

    private static final int MOST_KEPT = 16;

    private final Map<String, PreparedRule> prepared = new LinkedHashMap<>();

    /** Parses a rule that will be taken soon. Throws {@link io.muster.index.rule.RuleException}. Any thread. */
    public void prepare(String text) {
        if (text.length() < SHORTEST_KEPT) {
            return;
        }
        PreparedRule rule = PreparedRule.of(text);
        synchronized (prepared) {
            if (prepared.size() == MOST_KEPT) {
                prepared.remove(prepared.keySet().iterator().next());
            }
            prepared.put(text, rule);
        }
    }

    /** The rule, parsed now if it was not prepared. Throws {@link io.muster.index.rule.RuleException}. Any thread. */
    public PreparedRule take(String text) {
        PreparedRule rule = null;
        if (text.length() >= SHORTEST_KEPT) {
            synchronized (prepared) {
                rule = prepared.remove(text);
            }
        }
        return rule == null ? PreparedRule.of(text) : rule;
    }
}
