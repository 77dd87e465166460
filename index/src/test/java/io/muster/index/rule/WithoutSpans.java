package io.muster.index.rule;

import java.util.List;

/** A rule with every span the same, so that two rules can be compared for what they say. */
final class WithoutSpans {
    private static final Span NOWHERE = new Span(0, 0, 1, 1);

    private WithoutSpans() {}

    static Rule of(Rule rule) {
        return switch (rule) {
            case Rule.Or or -> new Rule.Or(terms(or.terms()), NOWHERE);
            case Rule.And and -> new Rule.And(terms(and.terms()), NOWHERE);
            case Rule.Not not -> new Rule.Not(of(not.term()), NOWHERE);
            case Rule.Compare compare ->
                new Rule.Compare(of(compare.attribute()), compare.comparator(), of(compare.value()), NOWHERE);
            case Rule.Between between ->
                new Rule.Between(
                        of(between.attribute()), between.negated(), of(between.low()), of(between.high()), NOWHERE);
            case Rule.In in -> new Rule.In(of(in.attribute()), in.negated(), values(in.values()), NOWHERE);
            case Rule.Contains contains ->
                new Rule.Contains(
                        of(contains.attribute()),
                        contains.negated(),
                        contains.quantifier(),
                        values(contains.values()),
                        NOWHERE);
            case Rule.Affix affix ->
                new Rule.Affix(of(affix.attribute()), affix.negated(), affix.atStart(), text(affix.text()), NOWHERE);
            case Rule.IsNull isNull -> new Rule.IsNull(of(isNull.attribute()), isNull.negated(), NOWHERE);
            case Rule.Matches matches ->
                new Rule.Matches(
                        matches.function(),
                        matches.argument(),
                        matches.negated(),
                        matches.parameters().stream().map(WithoutSpans::of).toList(),
                        NOWHERE);
            case Rule.InSegment in ->
                new Rule.InSegment(
                        in.negated(),
                        in.names().stream().map(WithoutSpans::text).toList(),
                        NOWHERE);
        };
    }

    static Value of(Value value) {
        return switch (value) {
            case Value.Decimal decimal -> new Value.Decimal(decimal.number(), decimal.text(), NOWHERE);
            case Value.Text text -> text(text);
            case Value.Bool bool -> new Value.Bool(bool.value(), NOWHERE);
            case Value.FixedDay fixed -> new Value.FixedDay(fixed.day(), NOWHERE);
            case Value.RelativeDay relative -> new Value.RelativeDay(relative.amount(), relative.unit(), NOWHERE);
            case Value.FixedInstant fixed -> new Value.FixedInstant(fixed.instant(), NOWHERE);
            case Value.LocalInstant local -> new Value.LocalInstant(local.time(), NOWHERE);
            case Value.NowOffset offset -> new Value.NowOffset(offset.offsetMillis(), NOWHERE);
        };
    }

    private static Parameter of(Parameter parameter) {
        Parameter.Test test = switch (parameter.test()) {
            case Parameter.Test.Compare compare ->
                new Parameter.Test.Compare(compare.comparator(), of(compare.value()));
            case Parameter.Test.Between between ->
                new Parameter.Test.Between(between.negated(), of(between.low()), of(between.high()));
            case Parameter.Test.In in -> new Parameter.Test.In(in.negated(), values(in.values()));
            case Parameter.Test.Contains contains ->
                new Parameter.Test.Contains(contains.negated(), of(contains.value()));
        };
        return new Parameter(parameter.name(), parameter.argument(), test, NOWHERE);
    }

    private static Attribute of(Attribute attribute) {
        return new Attribute(attribute.kind(), attribute.name(), NOWHERE);
    }

    private static Value.Text text(Value.Text text) {
        return new Value.Text(text.text(), NOWHERE);
    }

    private static List<Rule> terms(List<Rule> terms) {
        return terms.stream().map(WithoutSpans::of).toList();
    }

    private static List<Value> values(List<Value> values) {
        return values.stream().map(WithoutSpans::of).toList();
    }
}
