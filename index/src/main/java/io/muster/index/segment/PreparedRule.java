package io.muster.index.segment;

import io.muster.index.function.EventNames;
import io.muster.index.rule.Parameter;
import io.muster.index.rule.Rule;
import io.muster.index.rule.RuleParser;
import io.muster.index.rule.RuleText;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * A rule parsed, with what is worth computing before the engine's thread takes it: a rule may have 100,000 ids.
 * Immutable.
 */
public final class PreparedRule {
    private final Rule rule;
    private final Map<Rule.Matches, String> functions = new IdentityHashMap<>();
    private final TextSets sets = new TextSets();

    private PreparedRule(Rule rule) {
        this.rule = rule;
        gather(rule);
    }

    /** Throws {@link io.muster.index.rule.RuleException} where the text is no rule. Any thread. */
    public static PreparedRule of(String text) {
        return new PreparedRule(RuleParser.parse(text));
    }

    public Rule rule() {
        return rule;
    }

    /** The function's text, equal for functions that ask the same. */
    String canonical(Rule.Matches matches) {
        return functions.get(matches);
    }

    /** The sets of its functions' lists. */
    TextSets sets() {
        return sets;
    }

    private void gather(Rule part) {
        if (part instanceof Rule.Matches matches) {
            List<Parameter> sorted = matches.parameters().stream()
                    .sorted(Comparator.comparing(Parameter::name)
                            .thenComparing(parameter -> String.valueOf(parameter.argument())))
                    .toList();
            String argument = matches.argument() == null ? null : EventNames.canonical(matches.argument());
            String name = EventNames.canonical(matches.function());
            functions.put(matches, RuleText.format(new Rule.Matches(name, argument, false, sorted, matches.span())));
            for (Parameter parameter : sorted) {
                if (parameter.test() instanceof Parameter.Test.In in) {
                    sets.prepare(in.values());
                }
            }
        }
        RuleText.terms(part).forEach(this::gather);
    }
}
