package io.muster.index.rule;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads one condition: a test of a field, a function over events, or membership of another segment. */
final class ConditionParser {
    private static final String COMPARISON = "a comparison (=, !=, >, >=, <, <=), ";
    private static final String FIELD_TEST = "BETWEEN, IN, CONTAINS, STARTS WITH";
    private static final String[] TEST_KEYWORDS = {
        "BETWEEN", "IN", "CONTAINS", "STARTS", "STARTS WITH", "ENDS", "ENDS WITH", "IS", "MATCHES", "NOT", "NOT MATCHES"
    };
    private static final Set<String> QUERY_WORDS = Set.of("from", "show", "where");
    private static final String ATTRIBUTE = "the name of a field";
    private static final String SEGMENT_NAME = "the name of a segment in single quotes";

    private final RuleCursor cursor;
    private final ValueParser values;
    private final FunctionParser functions;

    ConditionParser(RuleCursor cursor) {
        this.cursor = cursor;
        this.values = new ValueParser(cursor);
        this.functions = new FunctionParser(cursor, values);
    }

    /** Reads the condition that starts with the current token, a name. */
    Rule condition() {
        cursor.countCondition();
        Span first = cursor.span();
        if (cursor.takeKeyword("segment")) {
            return inSegment(first);
        }
        String name = cursor.word();
        if (!RuleLexer.isCustom(name) && !name.equals("anniversary")) {
            return fieldOrFunction(name, first);
        }
        Attribute attribute = name.equals("anniversary") ? anniversary(first) : attribute(cursor.raw());
        return test(attribute, false, first);
    }

    private Rule fieldOrFunction(String name, Span first) {
        cursor.take();
        if (cursor.takeSymbol("(")) {
            return functions.call(name, first);
        }
        if (cursor.takeKeyword("matches")) {
            return functions.matches(name, null, false, first);
        }
        if (cursor.takeKeyword("not_matches")) {
            return functions.matches(name, null, true, first);
        }
        return test(new Attribute(Attribute.Kind.FIELD, name, first), true, first);
    }

    private Rule inSegment(Span first) {
        boolean unequal = cursor.isSymbol(Comparator.NOT_EQUAL.symbol());
        if (unequal || cursor.isSymbol(Comparator.EQUAL.symbol())) {
            cursor.take();
            List<Value.Text> names = List.of(cursor.expectText(SEGMENT_NAME));
            return new Rule.InSegment(unequal, names, cursor.since(first));
        }
        boolean negated = cursor.takeKeyword("not");
        if (!cursor.takeKeyword("in")) {
            throw cursor.refusal(negated ? "IN" : "IN, NOT IN, = or != after SEGMENT", "IN", "NOT IN");
        }
        List<Value.Text> names = values.texts(SEGMENT_NAME);
        return new Rule.InSegment(negated, names, cursor.since(first));
    }

    private Attribute anniversary(Span first) {
        cursor.take();
        cursor.expectSymbol("(");
        Attribute subject = namedOrQuoted();
        if (subject.name().equals("date") && cursor.takeSymbol(":")) {
            subject = namedOrQuoted();
        }
        cursor.expectSymbol(")");
        return Attribute.anniversaryOf(subject, cursor.since(first));
    }

    private Attribute namedOrQuoted() {
        boolean quoted = cursor.kind() == RuleLexer.Kind.TEXT && RuleLexer.isName(cursor.word());
        if (!quoted && cursor.kind() != RuleLexer.Kind.NAME) {
            throw cursor.refusal(ATTRIBUTE);
        }
        return attribute(quoted ? cursor.word() : cursor.raw());
    }

    private Attribute attribute(String written) {
        Span span = cursor.span();
        cursor.take();
        String name = RuleLexer.lowerCase(written);
        return RuleLexer.isCustom(name)
                ? new Attribute(Attribute.Kind.CUSTOM, written.substring(written.indexOf('.') + 1), span)
                : new Attribute(Attribute.Kind.FIELD, name, span);
    }

    private Rule test(Attribute attribute, boolean mayBeFunction, Span first) {
        Optional<Comparator> comparator = cursor.takeComparator();
        if (comparator.isPresent()) {
            return new Rule.Compare(attribute, comparator.get(), values.value(), cursor.since(first));
        }
        if (cursor.takeKeyword("is")) {
            boolean negated = cursor.takeKeyword("not");
            if (!cursor.takeKeyword("null")) {
                throw cursor.refusal(negated ? "NULL" : "NULL or NOT NULL", "NULL", "NOT NULL", "NOT");
            }
            return new Rule.IsNull(attribute, negated, cursor.since(first));
        }
        boolean negated = cursor.takeKeyword("not");
        if (negated && mayBeFunction && cursor.takeKeyword("matches")) {
            return functions.matches(attribute.name(), null, true, first);
        }
        return worded(attribute, negated, mayBeFunction, first);
    }

    private Rule worded(Attribute attribute, boolean negated, boolean mayBeFunction, Span first) {
        if (cursor.takeKeyword("between")) {
            Value low = values.value();
            cursor.expectKeyword("and");
            Value high = values.value();
            return new Rule.Between(attribute, negated, low, high, cursor.since(first));
        }
        if (cursor.takeKeyword("in")) {
            List<Value> listed = values.list();
            return new Rule.In(attribute, negated, listed, cursor.since(first));
        }
        if (cursor.takeKeyword("contains")) {
            return contains(attribute, negated, first);
        }
        if (cursor.isKeyword("starts") || cursor.isKeyword("ends")) {
            boolean atStart = cursor.isKeyword("starts");
            cursor.take();
            cursor.expectKeyword("with");
            Value.Text text = cursor.expectText("a text in single quotes");
            return new Rule.Affix(attribute, negated, atStart, text, cursor.since(first));
        }
        throw cursor.refusal(expected(attribute, negated, mayBeFunction), TEST_KEYWORDS);
    }

    private static String expected(Attribute attribute, boolean negated, boolean mayBeFunction) {
        if (QUERY_WORDS.contains(attribute.name())) {
            return "only what stands after WHERE in a query, or a test of a field of that name";
        }
        String tests = negated ? FIELD_TEST : COMPARISON + FIELD_TEST;
        if (mayBeFunction) {
            return tests + (negated ? ", ENDS WITH or MATCHES" : ", ENDS WITH, IS or MATCHES");
        }
        return tests + (negated ? " or ENDS WITH" : ", ENDS WITH or IS");
    }

    private Rule contains(Attribute attribute, boolean negated, Span first) {
        Rule.Quantifier quantifier = Rule.Quantifier.ONE;
        for (Rule.Quantifier candidate : Rule.Quantifier.values()) {
            if (candidate != Rule.Quantifier.ONE && cursor.takeKeyword(RuleLexer.lowerCase(candidate.name()))) {
                quantifier = candidate;
                break;
            }
        }
        List<Value> contained = quantifier == Rule.Quantifier.ONE ? List.of(values.value()) : values.list();
        return new Rule.Contains(attribute, negated, quantifier, contained, cursor.since(first));
    }
}
