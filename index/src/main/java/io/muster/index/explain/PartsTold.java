package io.muster.index.explain;

import io.muster.index.answer.ExplainedPart;
import io.muster.index.answer.ExplainedPart.CountedEvent;
import io.muster.index.answer.Explanation;
import io.muster.index.answer.RulePart;
import io.muster.index.field.Field;
import io.muster.index.function.EventFunctions;
import io.muster.index.function.PickedEvents;
import io.muster.index.outlook.Outlook;
import io.muster.index.outlook.Prospect;
import io.muster.index.place.Places;
import io.muster.index.rule.Rule;
import io.muster.index.rule.RuleText;
import io.muster.index.rule.Value;
import io.muster.index.segment.FunctionCompiler;
import io.muster.index.segment.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Goes through a rule as written and as compiled at once: AND, OR and NOT of the one are And, Or and Not of the other,
 * term by term, and each condition is whatever stands in its place. One thread.
 */
final class PartsTold {
    private final Outlook outlook;
    private final Wording wording;
    private final FunctionCompiler.History history;
    private final EventsTold eventsTold;
    private final String text;
    private final int ordinal;
    private final Predicate<String> segments;

    /**
     * For one customer and the text of one rule.
     *
     * @param segments whether the customer is in the segment of that name
     */
    PartsTold(
            Outlook outlook,
            Wording wording,
            FunctionCompiler.History history,
            String text,
            int ordinal,
            Predicate<String> segments) {
        this.outlook = outlook;
        this.wording = wording;
        this.history = history;
        eventsTold = new EventsTold(history);
        this.text = text;
        this.ordinal = ordinal;
        this.segments = segments;
    }

    ExplainedPart part(Rule rule, Node node) {
        return switch (rule) {
            case Rule.Or or -> joined(RulePart.Kind.OR, rule, node, or.terms(), ((Node.Or) node).terms());
            case Rule.And and -> joined(RulePart.Kind.AND, rule, node, and.terms(), ((Node.And) node).terms());
            case Rule.Not not ->
                joined(RulePart.Kind.NOT, rule, node, List.of(not.term()), List.of(((Node.Not) node).term()));
            default -> condition(rule, node);
        };
    }

    private ExplainedPart joined(RulePart.Kind kind, Rule rule, Node node, List<Rule> rules, List<Node> nodes) {
        List<ExplainedPart> terms = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            terms.add(part(rules.get(i), nodes.get(i)));
        }
        return told(kind, rule, outlook.of(node, ordinal), null, List.of(), 0, null, terms);
    }

    private ExplainedPart condition(Rule rule, Node node) {
        Prospect prospect = outlook.of(node, ordinal);
        if (rule instanceof Rule.InSegment inSegment) {
            String value = Wording.joined(inSegment.names().stream()
                    .map(Value.Text::text)
                    .filter(segments)
                    .toList());
            return told(
                    RulePart.Kind.CONDITION,
                    rule,
                    prospect,
                    value.isEmpty() ? "in none of them" : value,
                    List.of(),
                    0,
                    null,
                    List.of());
        }
        Node.Leaf first = firstLeaf(node);
        String value = null;
        String note = null;
        List<CountedEvent> events = List.of();
        long eventCount = 0;
        switch (first.source()) {
            case Field field -> {
                value = wording.value(field.value(ordinal));
                note = value == null && !(rule instanceof Rule.IsNull) ? missing(field, prospect.holds()) : null;
            }
            case EventFunctions functions -> {
                PickedEvents picked = outlook.counting(functions, first.criterion(), ordinal);
                value = new FunctionWords(picked, picked.kind(), history.names()).summary();
                events = eventsTold.newest(picked);
                eventCount = picked.counted();
            }
            case Places places -> {
                value = Wording.distance(places, first.criterion(), ordinal);
                note = value != null
                        ? null
                        : prospect.holds()
                                ? "holds because it is not known where the customer is"
                                : "it is not known where the customer is, so the condition is false";
            }
            default -> {}
        }
        return told(RulePart.Kind.CONDITION, rule, prospect, value, events, eventCount, note, List.of());
    }

    private ExplainedPart told(
            RulePart.Kind kind,
            Rule rule,
            Prospect prospect,
            String value,
            List<CountedEvent> events,
            long eventCount,
            String note,
            List<ExplainedPart> terms) {
        return new ExplainedPart(
                kind,
                RuleText.source(text, rule.span()),
                rule.span().line(),
                rule.span().column(),
                prospect.holds(),
                prospect.untilMillis() == Long.MAX_VALUE ? Explanation.NEVER : prospect.untilMillis(),
                value,
                events,
                eventCount,
                note,
                terms);
    }

    private static String missing(Field field, boolean holds) {
        return holds
                ? "holds because " + field.name() + " has no value"
                : field.name() + " has no value, so the condition is false";
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
