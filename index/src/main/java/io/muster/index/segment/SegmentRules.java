package io.muster.index.segment;

import io.muster.index.rule.Rule;
import io.muster.index.rule.RuleException;
import io.muster.index.rule.RuleParser;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Rules over segments that were counted before, parsed: who watches numbers asks for the same ones again and again. Any
 * thread.
 */
public final class SegmentRules {
    /** A longer rule, in characters, is not parsed here. */
    static final int LONGEST_RULE = 1_024;

    /** When there are so many, and one more comes, they are forgotten. */
    static final int MOST_KEPT = 256;

    private final Map<String, SegmentRule> known = new ConcurrentHashMap<>();

    /**
     * A rule, all of whose conditions are about segments.
     *
     * @param segments names of those that it refers to, each once
     * @param negates whether it takes some away from all customers
     */
    public record SegmentRule(Rule rule, List<String> segments, boolean negates) {}

    /** Null where the text is no such rule, or a long one. */
    public SegmentRule of(String text) {
        SegmentRule before = known.get(text);
        if (before != null || text.length() > LONGEST_RULE) {
            return before;
        }
        SegmentRule parsed = parsed(text);
        if (parsed != null) {
            if (known.size() >= MOST_KEPT) {
                known.clear();
            }
            known.put(text, parsed);
        }
        return parsed;
    }

    private static SegmentRule parsed(String text) {
        try {
            Rule rule = RuleParser.parse(text);
            return RuleExpressions.isOfSegments(rule)
                    ? new SegmentRule(rule, List.copyOf(RuleExpressions.segments(rule)), RuleExpressions.negates(rule))
                    : null;
        } catch (RuleException wrong) {
            return null;
        }
    }
}
