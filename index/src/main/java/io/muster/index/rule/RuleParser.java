package io.muster.index.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads a rule. It knows the grammar and nothing else: which fields, functions and parameters there are, and what may
 * be compared with what, is for whoever compiles the rule.
 *
 * <pre>
 * or        := and (OR and)*
 * and       := not (AND not)*
 * not       := NOT not | '(' or ')' | condition
 * </pre>
 */
public final class RuleParser {
    private static final String CONDITION = "a condition, which starts with the name of a field or a function";
    private static final Set<String> RESERVED = Set.of(
            "and or between in contains starts ends with is null matches true false now today yesterday".split(" "));

    private final RuleCursor cursor;
    private final ConditionParser conditions;
    private int depth;

    private RuleParser(String text) {
        cursor = new RuleCursor(text);
        conditions = new ConditionParser(cursor);
    }

    /**
     * Reads a rule from its text. May be called from any thread.
     *
     * @param text the rule
     * @return its tree; a single condition stands there by itself, not inside an And or Or
     * @throws RuleException if the text is not a rule or asks more than {@link RuleLimits}: where, what was found, what
     *     was expected
     */
    public static Rule parse(String text) {
        if (text.length() > RuleLimits.LENGTH_CHARS) {
            throw new RuleException(
                    new Span(0, 0, 1, 1),
                    String.format(Locale.ROOT, "a rule of %,d characters", text.length()),
                    String.format(Locale.ROOT, "at most %,d", RuleLimits.LENGTH_CHARS));
        }
        RuleParser parser = new RuleParser(text);
        Rule rule = parser.or();
        if (parser.cursor.kind() != RuleLexer.Kind.END) {
            throw parser.cursor.refusal("AND, OR or the end of the rule", "AND", "OR");
        }
        return rule;
    }

    private Rule or() {
        Span first = cursor.span();
        Rule rule = and();
        if (!cursor.isKeyword("or")) {
            return rule;
        }
        List<Rule> terms = new ArrayList<>();
        terms.add(rule);
        while (cursor.takeKeyword("or")) {
            terms.add(and());
        }
        return new Rule.Or(List.copyOf(terms), cursor.since(first));
    }

    private Rule and() {
        Span first = cursor.span();
        Rule rule = not();
        if (!cursor.isKeyword("and")) {
            return rule;
        }
        List<Rule> terms = new ArrayList<>();
        terms.add(rule);
        while (cursor.takeKeyword("and")) {
            terms.add(not());
        }
        return new Rule.And(List.copyOf(terms), cursor.since(first));
    }

    private Rule not() {
        Span first = cursor.span();
        if (cursor.isKeyword("not")) {
            cursor.checkDepth(++depth);
            cursor.take();
            Rule term = not();
            depth--;
            return new Rule.Not(term, cursor.since(first));
        }
        if (cursor.isSymbol("(")) {
            cursor.checkDepth(++depth);
            cursor.take();
            Rule rule = or();
            if (!cursor.takeSymbol(")")) {
                throw cursor.refusal("AND, OR or ')'", "AND", "OR");
            }
            depth--;
            return rule;
        }
        return condition();
    }

    private Rule condition() {
        if (cursor.kind() != RuleLexer.Kind.NAME || RESERVED.contains(cursor.word())) {
            throw cursor.refusal(CONDITION + ", NOT or '('");
        }
        return conditions.condition();
    }
}
