package io.muster.index.explain;

import io.muster.index.answer.RulePart;
import io.muster.index.explain.PartDraft.Said;
import io.muster.index.field.Field;
import io.muster.index.function.EventFunctions;
import io.muster.index.place.Places;
import io.muster.index.rule.Rule;
import io.muster.index.rule.Value;
import io.muster.index.segment.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Goes through a rule as written and as compiled at once: AND, OR and NOT of the one are And, Or and Not of the other,
 * term by term, and each condition is whatever stands in its place. One thread.
 */
final class PartsTold {
    private final Wording wording;
    private final int ordinal;
    private final Predicate<String> segments;

    /**
     * For one customer.
     *
     * @param segments whether the customer is in the segment of that name
     */
    PartsTold(Wording wording, int ordinal, Predicate<String> segments) {
        this.wording = wording;
        this.ordinal = ordinal;
        this.segments = segments;
    }

    /** The part with what the customer's fields say now. */
    PartDraft part(Rule rule, Node node) {
        return switch (rule) {
            case Rule.Or or -> joined(RulePart.Kind.OR, rule, node, or.terms(), ((Node.Or) node).terms());
            case Rule.And and -> joined(RulePart.Kind.AND, rule, node, and.terms(), ((Node.And) node).terms());
            case Rule.Not not ->
                joined(RulePart.Kind.NOT, rule, node, List.of(not.term()), List.of(((Node.Not) node).term()));
            default -> new PartDraft(RulePart.Kind.CONDITION, rule, node, said(rule, node), List.of());
        };
    }

    private PartDraft joined(RulePart.Kind kind, Rule rule, Node node, List<Rule> rules, List<Node> nodes) {
        List<PartDraft> terms = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            terms.add(part(rules.get(i), nodes.get(i)));
        }
        return new PartDraft(kind, rule, node, Said.NOTHING, terms);
    }

    private Said said(Rule rule, Node node) {
        if (rule instanceof Rule.InSegment inSegment) {
            String names = Wording.joined(inSegment.names().stream()
                    .map(Value.Text::text)
                    .filter(segments)
                    .toList());
            return Said.value(names.isEmpty() ? "in none of them" : names);
        }
        Node.Leaf first = firstLeaf(node);
        return switch (first.source()) {
            case Field field -> {
                String value = wording.value(field.value(ordinal));
                boolean missing = value == null && !(rule instanceof Rule.IsNull);
                yield !missing
                        ? Said.value(value)
                        : new Said(
                                null,
                                null,
                                "holds because " + field.name() + " has no value",
                                field.name() + " has no value, so the condition is false");
            }
            case EventFunctions functions -> new Said(null, first.criterion(), null, null);
            case Places places -> {
                String value = Wording.distance(places, first.criterion(), ordinal);
                yield value != null
                        ? Said.value(value)
                        : new Said(
                                null,
                                null,
                                "holds because it is not known where the customer is",
                                "it is not known where the customer is, so the condition is false");
            }
            default -> Said.NOTHING;
        };
    }

    private static Node.Leaf firstLeaf(Node node) {
        return switch (node) {
            case Node.Leaf leaf -> leaf;
            case Node.Member member -> firstLeaf(member.segment().node());
            case Node.Not not -> firstLeaf(not.term());
            case Node.And and -> firstLeaf(and.terms().getFirst());
            case Node.Or or -> firstLeaf(or.terms().getFirst());
        };
    }
}
