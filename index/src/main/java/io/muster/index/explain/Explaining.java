package io.muster.index.explain;

import io.muster.index.SegmentEntry;
import io.muster.index.answer.ExplainedPart;
import io.muster.index.answer.Explanation;
import io.muster.index.criterion.RangeSet;
import io.muster.index.field.AverageRange;
import io.muster.index.field.BooleanField;
import io.muster.index.field.Field;
import io.muster.index.field.ListPredicate;
import io.muster.index.field.TextPredicate;
import io.muster.index.function.Effort;
import io.muster.index.function.EventFunctions;
import io.muster.index.outlook.CustomerOutlook;
import io.muster.index.rule.Rule;
import io.muster.index.segment.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * One explanation on its way, from the moment at which the customer was read. What fields say is taken at once; what
 * events say is worked out part by part. One thread.
 */
public final class Explaining {
    private static final RangeSet ANY_NUMBER = RangeSet.of(RangeSet.LOWEST, Long.MAX_VALUE);

    private final SegmentEntry entry;
    private final String customerId;
    private final CustomerOutlook customer;
    private final FunctionTold functions;
    private final Proposition proposition;
    private final byte[] truths;
    private final boolean[] missing;
    private final PartDraft whole;
    private final List<Supplier<Subject>> subjects;
    private final Map<FunctionTold.Named, String> erasedIds = new HashMap<>();
    private ChangeSearch search;

    Explaining(
            Explainer explainer,
            SegmentEntry entry,
            Rule rule,
            Node node,
            int ordinal,
            String customerId,
            CustomerOutlook customer,
            Predicate<String> segments) {
        this.entry = entry;
        this.customerId = customerId;
        this.customer = customer;
        functions = explainer.functions();
        customer.fix(row -> erasedIds.put(functions.named(row), functions.id(row)));
        proposition = new Proposition(node);
        List<Node.Leaf> conditions = proposition.conditions();
        truths = new byte[conditions.size()];
        missing = new boolean[conditions.size()];
        for (int i = 0; i < truths.length; i++) {
            Node.Leaf leaf = conditions.get(i);
            truths[i] = leaf.source() instanceof EventFunctions ? Proposition.UNKNOWN : truth(leaf);
            missing[i] = leaf.source() instanceof Field field
                    && field.value(ordinal) == null
                    && !asksForPresence(leaf.criterion().predicate());
        }
        whole = new PartsTold(explainer.wording(), ordinal, segments).part(rule, node);
        subjects = explainer.subjects().of(conditions, truths, ordinal, customer::counting);
    }

    /** Does a part; true when the {@link #explanation} can be had. */
    public boolean step(Effort effort) {
        if (!customer.arrange(effort) || !whole.follow(customer, effort)) {
            return false;
        }
        if (search == null) {
            for (int i = 0; i < truths.length; i++) {
                truths[i] = truth(proposition.conditions().get(i));
            }
            search = new ChangeSearch(
                    proposition, subjects.stream().map(Supplier::get).toList(), truths);
        }
        return search.step(effort);
    }

    /** What was found, after the last step. */
    public Explanation explanation() {
        ExplainedPart told = whole.told(entry.rule(), customer, events -> functions.told(events, erasedIds));
        return new Explanation(
                entry.name(),
                entry.version(),
                entry.rule(),
                customerId,
                told.holds(),
                told.untilMillis(),
                told.holds() && proposition.value(withoutMissing()) != Proposition.TRUE,
                told,
                search.smallest());
    }

    private byte truth(Node.Leaf leaf) {
        return customer.holds(leaf.criterion()) ? Proposition.TRUE : Proposition.FALSE;
    }

    /** Conditions on fields without a value could be either, but for those that ask whether there is one. */
    private byte[] withoutMissing() {
        byte[] open = truths.clone();
        for (int i = 0; i < open.length; i++) {
            open[i] = missing[i] ? Proposition.UNKNOWN : open[i];
        }
        return open;
    }

    private static boolean asksForPresence(Object predicate) {
        return switch (predicate) {
            case TextPredicate.Present present -> true;
            case ListPredicate.Present present -> true;
            case BooleanField.Predicate flag -> flag == BooleanField.Predicate.PRESENT;
            case AverageRange range -> range.low() == null && range.high() == null;
            default -> predicate.equals(ANY_NUMBER);
        };
    }
}
