package io.muster.index.rule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads functions over events: their MATCHES form, and Shopify's older form of a call compared with true or false. */
final class FunctionParser {
    private static final String PARAMETER_TEST =
            "a comparison (=, !=, >, >=, <, <=), BETWEEN, IN or CONTAINS after the name of the parameter";

    /** How the older form says {@code count >=}. */
    private static final String COUNT_AT_LEAST = "count_at_least";

    private static final String[] PARAMETER_KEYWORDS = {"BETWEEN", "IN", "CONTAINS", "NOT"};

    private final RuleCursor cursor;
    private final ValueParser values;

    FunctionParser(RuleCursor cursor, ValueParser values) {
        this.cursor = cursor;
        this.values = values;
    }

    /** Reads on after {@code function [NOT] MATCHES}. */
    Rule matches(String function, String argument, boolean negated, Span first) {
        List<Parameter> parameters = List.of();
        if (cursor.takeSymbol("(")) {
            parameters = parameters(false);
        }
        return new Rule.Matches(function, argument, negated, parameters, cursor.since(first));
    }

    /** Reads on after {@code function(}: a quoted argument and MATCHES, or the older form. */
    Rule call(String function, Span first) {
        if (cursor.kind() != RuleLexer.Kind.TEXT) {
            List<Parameter> parameters = parameters(true);
            return compared(function, null, parameters, first, "= true or = false after the older form of a function");
        }
        String argument = cursor.word();
        cursor.take();
        cursor.expectSymbol(")");
        if (cursor.takeKeyword("matches")) {
            return matches(function, argument, false, first);
        }
        if (cursor.takeKeyword("not")) {
            cursor.expectKeyword("matches");
            return matches(function, argument, true, first);
        }
        return compared(function, argument, List.of(), first, "MATCHES or NOT MATCHES");
    }

    private Rule compared(String function, String argument, List<Parameter> parameters, Span first, String expected) {
        boolean equal = cursor.isSymbol(Comparator.EQUAL.symbol());
        if (!equal && !cursor.isSymbol(Comparator.NOT_EQUAL.symbol())) {
            throw cursor.refusal(expected, "MATCHES", "NOT MATCHES");
        }
        cursor.take();
        boolean negated = values.bool() != equal;
        return new Rule.Matches(function, argument, negated, parameters, cursor.since(first));
    }

    private List<Parameter> parameters(boolean older) {
        if (cursor.takeSymbol(")")) {
            return List.of();
        }
        List<Parameter> parameters = new ArrayList<>();
        Set<String> names = new HashSet<>();
        do {
            parameters.add(parameter(older, names));
        } while (cursor.takeSymbol(","));
        if (!cursor.takeSymbol(")")) {
            throw cursor.refusal("',' or ')'");
        }
        return List.copyOf(parameters);
    }

    private Parameter parameter(boolean older, Set<String> names) {
        if (cursor.kind() != RuleLexer.Kind.NAME) {
            throw cursor.refusal("the name of a parameter" + (names.isEmpty() ? " or ')'" : ""));
        }
        cursor.countCondition();
        Span first = cursor.span();
        String name = cursor.word();
        String argument = null;
        cursor.take();
        boolean atLeast = older && name.equals(COUNT_AT_LEAST);
        name = atLeast ? "count" : name;
        if (!older && cursor.takeSymbol("(")) {
            argument = cursor.expectText("the name of a property in single quotes, " + name + "('property')")
                    .text();
            cursor.expectSymbol(")");
        }
        if (!names.add(argument == null ? name : name + "('" + argument + "')")) {
            throw new RuleException(
                    cursor.since(first),
                    "the parameter '" + name + "' a second time",
                    "each parameter at most once; a range is written with BETWEEN");
        }
        Parameter.Test test = atLeast ? atLeast() : older ? olderTest() : test();
        return new Parameter(name, argument, test, cursor.since(first));
    }

    private Parameter.Test atLeast() {
        cursor.expectSymbol(":");
        return new Parameter.Test.Compare(Comparator.GREATER_OR_EQUAL, values.value());
    }

    private Parameter.Test olderTest() {
        cursor.expectSymbol(":");
        if (cursor.isSymbol("(")) {
            return new Parameter.Test.In(false, values.list());
        }
        boolean worded = cursor.isKeyword("between")
                || cursor.isKeyword("in")
                || cursor.isKeyword("contains")
                || cursor.isKeyword("not");
        if (worded) {
            return test();
        }
        Comparator comparator = cursor.takeComparator().orElse(Comparator.EQUAL);
        return new Parameter.Test.Compare(comparator, values.value());
    }

    private Parameter.Test test() {
        Optional<Comparator> comparator = cursor.takeComparator();
        if (comparator.isPresent()) {
            return new Parameter.Test.Compare(comparator.get(), values.value());
        }
        boolean negated = cursor.takeKeyword("not");
        if (cursor.takeKeyword("between")) {
            Value low = values.value();
            cursor.expectKeyword("and");
            return new Parameter.Test.Between(negated, low, values.value());
        }
        if (cursor.takeKeyword("in")) {
            return new Parameter.Test.In(negated, values.list());
        }
        if (cursor.takeKeyword("contains")) {
            return new Parameter.Test.Contains(negated, values.value());
        }
        throw cursor.refusal(negated ? "BETWEEN, IN or CONTAINS" : PARAMETER_TEST, PARAMETER_KEYWORDS);
    }
}
