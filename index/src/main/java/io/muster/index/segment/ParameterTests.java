package io.muster.index.segment;

import io.muster.index.column.Dictionary;
import io.muster.index.field.AverageRange;
import io.muster.index.field.AverageTest;
import io.muster.index.function.Aggregate;
import io.muster.index.function.DateTest;
import io.muster.index.function.NumberTest;
import io.muster.index.function.TextTest;
import io.muster.index.rule.Comparator;
import io.muster.index.rule.Parameter;
import io.muster.index.rule.Parameter.Test;
import io.muster.index.rule.RuleException;
import io.muster.index.rule.Value;
import io.muster.index.time.LocalDays;
import io.muster.index.time.Window;
import java.util.List;
import java.util.function.Predicate;

/** What the parameters of functions ask, checked and compiled. One thread. */
final class ParameterTests {
    private final DateWindows windows;
    private final LocalDays days;

    ParameterTests(DateWindows windows, LocalDays days) {
        this.windows = windows;
        this.days = days;
    }

    DateTest date(Parameter parameter) {
        return switch (parameter.test()) {
            case Test.Compare compare ->
                new DateTest(List.of(windows.compare(compare.comparator(), compare.value())), isNegated(compare), days);
            case Test.Between between ->
                new DateTest(List.of(windows.between(between.low(), between.high())), between.negated(), days);
            case Test.In in -> {
                List<Window> each = in.values().stream()
                        .map(value -> windows.compare(Comparator.EQUAL, value))
                        .toList();
                yield new DateTest(each, in.negated(), days);
            }
            case Test.Contains contains -> throw notOffered(parameter, "CONTAINS", "a comparison, BETWEEN or IN");
        };
    }

    NumberTest number(Parameter parameter) {
        return switch (parameter.test()) {
            case Test.Compare compare ->
                new NumberTest(NumberRanges.compare(compare.comparator(), compare.value()), isNegated(compare));
            case Test.Between between ->
                new NumberTest(NumberRanges.between(between.low(), between.high()), between.negated());
            case Test.In in -> new NumberTest(NumberRanges.in(in.values()), in.negated());
            case Test.Contains contains -> throw notOffered(parameter, "CONTAINS", "a comparison, BETWEEN or IN");
        };
    }

    Aggregate average(Parameter parameter) {
        return switch (parameter.test()) {
            case Test.Compare compare ->
                new Aggregate.AverageOfAmounts(
                        new AverageTest(RuleCompiler.averageRange(compare.comparator(), compare.value())),
                        isNegated(compare));
            case Test.Between between ->
                new Aggregate.AverageOfAmounts(
                        new AverageTest(new AverageRange(
                                RuleCompiler.averageBound(between.low()),
                                true,
                                RuleCompiler.averageBound(between.high()),
                                true)),
                        between.negated());
            default -> throw notOffered(parameter, "IN or CONTAINS", "a comparison or BETWEEN");
        };
    }

    /** Of a text that is compared as it stands. */
    TextTest text(Parameter parameter, Dictionary dictionary, TextSets sets) {
        return text(parameter, dictionary, sets, false);
    }

    /** Of a list's texts, which are compared without regard to case. */
    TextTest listed(Parameter parameter, Dictionary dictionary, TextSets sets) {
        return text(parameter, dictionary, sets, true);
    }

    /** Whether numbers alone are asked for. */
    static boolean asksForNumber(Parameter parameter) {
        return switch (parameter.test()) {
            case Test.Compare compare -> compare.value() instanceof Value.Decimal;
            case Test.Between between -> true;
            case Test.In in -> in.values().stream().allMatch(Value.Decimal.class::isInstance);
            case Test.Contains contains -> false;
        };
    }

    static RuleException notOffered(Parameter parameter, String found, String expected) {
        return new RuleException(parameter.span(), found, expected + " with " + parameter.name());
    }

    private static TextTest text(Parameter parameter, Dictionary dictionary, TextSets sets, boolean folded) {
        return switch (parameter.test()) {
            case Test.Compare compare -> {
                if (compare.comparator() != Comparator.EQUAL && compare.comparator() != Comparator.NOT_EQUAL) {
                    throw notOffered(parameter, compare.comparator().symbol(), "= or !=");
                }
                yield new TextTest(dictionary, sets.of(List.of(compare.value()), folded), folded, isNegated(compare));
            }
            case Test.In in -> new TextTest(dictionary, sets.of(in.values(), folded), folded, in.negated());
            case Test.Contains contains -> {
                String piece = TextSets.text(contains.value());
                Predicate<String> withPiece = whole -> whole.contains(piece);
                yield folded
                        ? new TextTest(dictionary, sets.of(List.of(contains.value()), true), true, contains.negated())
                        : new TextTest(dictionary, withPiece, false, contains.negated());
            }
            case Test.Between between -> throw notOffered(parameter, "BETWEEN", "=, !=, IN or CONTAINS");
        };
    }

    private static boolean isNegated(Test.Compare compare) {
        return compare.comparator() == Comparator.NOT_EQUAL;
    }
}
