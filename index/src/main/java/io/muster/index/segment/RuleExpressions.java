package io.muster.index.segment;

import io.muster.index.algebra.Expression;
import io.muster.index.rule.Rule;
import io.muster.index.rule.RuleText;
import io.muster.index.rule.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.roaringbitmap.RoaringBitmap;

/**
 * Rules as expressions over sets of customers, to be counted: for each request, and so by loops that make little.
 * Stateless.
 */
public final class RuleExpressions {
    private RuleExpressions() {}

    /**
     * The rule over what each of its conditions was compiled to.
     *
     * @param parts is given the expression of each part, by identity
     */
    static Expression of(Rule rule, Map<Rule, Node> nodes, Map<Rule, Expression> parts) {
        return join(rule, condition -> of(nodes.get(condition)), parts);
    }

    /**
     * The rule over segments.
     *
     * @param rule of which {@link #isOfSegments} is true
     * @param members of each segment by its name
     * @param parts is given the expression of each part, by identity
     */
    public static Expression ofSegments(
            Rule rule, Function<String, RoaringBitmap> members, Map<Rule, Expression> parts) {
        return join(
                rule,
                condition -> {
                    Rule.InSegment in = (Rule.InSegment) condition;
                    List<Expression> sets = new ArrayList<>(in.names().size());
                    for (Value.Text name : in.names()) {
                        sets.add(Expression.set(members.apply(name.text())));
                    }
                    Expression any = Expression.or(sets);
                    return in.negated() ? Expression.not(any) : any;
                },
                parts);
    }

    /** Whether all conditions of the rule are about segments. */
    public static boolean isOfSegments(Rule rule) {
        return switch (rule) {
            case Rule.And and -> areOfSegments(and.terms());
            case Rule.Or or -> areOfSegments(or.terms());
            case Rule.Not not -> isOfSegments(not.term());
            default -> rule instanceof Rule.InSegment;
        };
    }

    /** The names of the segments that the rule refers to. */
    public static Set<String> segments(Rule rule) {
        Set<String> names = new LinkedHashSet<>();
        gather(rule, names);
        return names;
    }

    private static void gather(Rule rule, Set<String> names) {
        if (rule instanceof Rule.InSegment in) {
            in.names().forEach(name -> names.add(name.text()));
        }
        RuleText.terms(rule).forEach(term -> gather(term, names));
    }

    /** Whether the rule over segments takes some away from all customers. */
    public static boolean negates(Rule rule) {
        return rule instanceof Rule.Not
                || rule instanceof Rule.InSegment in && in.negated()
                || RuleText.terms(rule).stream().anyMatch(RuleExpressions::negates);
    }

    private static boolean areOfSegments(List<Rule> rules) {
        for (Rule rule : rules) {
            if (!isOfSegments(rule)) {
                return false;
            }
        }
        return true;
    }

    private static Expression join(Rule rule, Function<Rule, Expression> ofCondition, Map<Rule, Expression> parts) {
        Expression joined = switch (rule) {
            case Rule.And and -> Expression.and(join(and.terms(), ofCondition, parts));
            case Rule.Or or -> Expression.or(join(or.terms(), ofCondition, parts));
            case Rule.Not not -> Expression.not(join(not.term(), ofCondition, parts));
            default -> ofCondition.apply(rule);
        };
        parts.put(rule, joined);
        return joined;
    }

    private static List<Expression> join(
            List<Rule> rules, Function<Rule, Expression> ofCondition, Map<Rule, Expression> parts) {
        List<Expression> joined = new ArrayList<>(rules.size());
        for (Rule each : rules) {
            joined.add(join(each, ofCondition, parts));
        }
        return joined;
    }

    private static Expression of(Node node) {
        return switch (node) {
            case Node.Leaf leaf -> Expression.set(leaf.criterion().members());
            case Node.Member member -> Expression.set(member.segment().members());
            case Node.Not not -> Expression.not(of(not.term()));
            case Node.And and ->
                Expression.and(and.terms().stream().map(RuleExpressions::of).toList());
            case Node.Or or ->
                Expression.or(or.terms().stream().map(RuleExpressions::of).toList());
        };
    }
}
