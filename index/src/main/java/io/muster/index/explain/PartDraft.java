package io.muster.index.explain;

import io.muster.index.answer.ExplainedPart;
import io.muster.index.answer.Explanation;
import io.muster.index.answer.RulePart;
import io.muster.index.criterion.Criterion;
import io.muster.index.function.Effort;
import io.muster.index.function.PickedEvents;
import io.muster.index.outlook.CustomerOutlook;
import io.muster.index.outlook.Following;
import io.muster.index.outlook.Prospect;
import io.muster.index.rule.Rule;
import io.muster.index.rule.RuleText;
import io.muster.index.segment.Node;
import java.util.List;
import java.util.function.Function;

/**
 * A part of a rule of which is known what the customer's fields said at the moment of the answer, and not yet until
 * when it holds. One thread.
 */
final class PartDraft {
    /** What may be said of a condition; a note depends on whether it holds. */
    record Said(String value, Criterion function, String noteIfHolds, String noteIfNot) {
        static final Said NOTHING = value(null);

        static Said value(String value) {
            return new Said(value, null, null, null);
        }
    }

    private static final FunctionTold.Told NO_EVENTS = new FunctionTold.Told(null, List.of(), 0);

    private final RulePart.Kind kind;
    private final Rule rule;
    private final Node node;
    private final Said said;
    private final List<PartDraft> terms;
    private Following following;

    PartDraft(RulePart.Kind kind, Rule rule, Node node, Said said, List<PartDraft> terms) {
        this.kind = kind;
        this.rule = rule;
        this.node = node;
        this.said = said;
        this.terms = terms;
    }

    /** Finds until when it holds, after its terms; true when that is known of all. */
    boolean follow(CustomerOutlook customer, Effort effort) {
        for (PartDraft term : terms) {
            if (!term.isFollowed() && !term.follow(customer, effort)) {
                return false;
            }
        }
        if (following == null) {
            if (effort.isSpent()) {
                return false;
            }
            following = customer.follow(node);
        }
        return following.step(effort);
    }

    /** All that is told of it, when it was followed. */
    ExplainedPart told(String text, CustomerOutlook customer, Function<PickedEvents, FunctionTold.Told> functions) {
        Prospect prospect = following.prospect();
        FunctionTold.Told events =
                said.function() == null ? NO_EVENTS : functions.apply(customer.counting(said.function()));
        return new ExplainedPart(
                kind,
                RuleText.source(text, rule.span()),
                rule.span().line(),
                rule.span().column(),
                prospect.holds(),
                prospect.untilMillis() == Long.MAX_VALUE ? Explanation.NEVER : prospect.untilMillis(),
                said.function() == null ? said.value() : events.summary(),
                events.newest(),
                events.counted(),
                prospect.holds() ? said.noteIfHolds() : said.noteIfNot(),
                terms.stream().map(term -> term.told(text, customer, functions)).toList());
    }

    private boolean isFollowed() {
        return following != null && following.prospect() != null;
    }
}
