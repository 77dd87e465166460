package io.muster.index.rule;

import java.util.List;
import java.util.StringJoiner;

/** Prints rules. Stateless; may be called from any thread. */
public final class RuleText {
    private RuleText() {}

    /**
     * The rule in its canonical form: keywords in upper case, one blank between words, only the parentheses that are
     * needed. Parsing it gives the same rule again, apart from where things stand.
     *
     * @param rule as the parser gave it; a tree put together by hand must hold only what the language can say
     * @throws IllegalArgumentException if a value cannot be written in the language, such as a text that ends in a
     *     backslash
     */
    public static String format(Rule rule) {
        StringBuilder text = new StringBuilder();
        append(rule, text);
        return text.toString();
    }

    /** The piece of the text that the span covers. */
    public static String source(String text, Span span) {
        return text.substring(span.start(), span.end());
    }

    /** The text in single quotes, as a rule writes it. */
    public static String quoted(String text) {
        return ValueText.quoted(text);
    }

    /** The rules that this one joins or negates; none for a condition. */
    public static List<Rule> terms(Rule rule) {
        return switch (rule) {
            case Rule.Or or -> or.terms();
            case Rule.And and -> and.terms();
            case Rule.Not not -> List.of(not.term());
            default -> List.of();
        };
    }

    private static void append(Rule rule, StringBuilder text) {
        switch (rule) {
            case Rule.Or or -> appendTerms(or.terms(), " OR ", text);
            case Rule.And and -> appendTerms(and.terms(), " AND ", text);
            case Rule.Not not -> appendTerm(not.term(), text.append("NOT "));
            case Rule.Compare compare ->
                text.append(compare.attribute().written()).append(comparison(compare.comparator(), compare.value()));
            case Rule.Between between ->
                text.append(between.attribute().written())
                        .append(range(between.negated(), between.low(), between.high()));
            case Rule.In in ->
                text.append(in.attribute().written())
                        .append(negation(in.negated()))
                        .append(" IN ")
                        .append(listed(in.values()));
            case Rule.Contains contains -> appendContains(contains, text);
            case Rule.Affix affix ->
                text.append(affix.attribute().written())
                        .append(negation(affix.negated()))
                        .append(affix.atStart() ? " STARTS WITH " : " ENDS WITH ")
                        .append(ValueText.format(affix.text()));
            case Rule.IsNull isNull ->
                text.append(isNull.attribute().written()).append(isNull.negated() ? " IS NOT NULL" : " IS NULL");
            case Rule.Matches matches -> appendMatches(matches, text);
            case Rule.InSegment inSegment ->
                text.append("SEGMENT")
                        .append(negation(inSegment.negated()))
                        .append(" IN ")
                        .append(listed(inSegment.names()));
        }
    }

    private static void appendTerms(List<Rule> terms, String conjunction, StringBuilder text) {
        for (int index = 0; index < terms.size(); index++) {
            Rule term = terms.get(index);
            text.append(index == 0 ? "" : conjunction);
            if (term instanceof Rule.And && conjunction.equals(" OR ")) {
                append(term, text);
            } else {
                appendTerm(term, text);
            }
        }
    }

    private static void appendTerm(Rule term, StringBuilder text) {
        if (term instanceof Rule.And || term instanceof Rule.Or) {
            append(term, text.append('('));
            text.append(')');
        } else {
            append(term, text);
        }
    }

    private static void appendContains(Rule.Contains contains, StringBuilder text) {
        text.append(contains.attribute().written())
                .append(negation(contains.negated()))
                .append(" CONTAINS ");
        if (contains.quantifier() == Rule.Quantifier.ONE) {
            text.append(ValueText.format(contains.values().getFirst()));
        } else {
            text.append(contains.quantifier().name()).append(' ').append(listed(contains.values()));
        }
    }

    private static void appendMatches(Rule.Matches matches, StringBuilder text) {
        text.append(matches.function()).append(argument(matches.argument()));
        text.append(negation(matches.negated())).append(" MATCHES ");
        StringJoiner parameters = new StringJoiner(", ", "(", ")");
        for (Parameter parameter : matches.parameters()) {
            parameters.add(parameter.name() + argument(parameter.argument()) + test(parameter.test()));
        }
        text.append(parameters);
    }

    private static String test(Parameter.Test test) {
        return switch (test) {
            case Parameter.Test.Compare compare -> comparison(compare.comparator(), compare.value());
            case Parameter.Test.Between between -> range(between.negated(), between.low(), between.high());
            case Parameter.Test.In in -> negation(in.negated()) + " IN " + listed(in.values());
            case Parameter.Test.Contains contains ->
                negation(contains.negated()) + " CONTAINS " + ValueText.format(contains.value());
        };
    }

    private static String comparison(Comparator comparator, Value value) {
        return " " + comparator.symbol() + " " + ValueText.format(value);
    }

    private static String range(boolean negated, Value low, Value high) {
        return negation(negated) + " BETWEEN " + ValueText.format(low) + " AND " + ValueText.format(high);
    }

    private static String negation(boolean negated) {
        return negated ? " NOT" : "";
    }

    private static String argument(String argument) {
        return argument == null ? "" : "(" + ValueText.quoted(argument) + ")";
    }

    private static String listed(List<? extends Value> values) {
        StringJoiner listed = new StringJoiner(", ", "(", ")");
        for (Value value : values) {
            listed.add(ValueText.format(value));
        }
        return listed.toString();
    }
}
