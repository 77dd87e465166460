package io.muster.index.explain;

import io.muster.index.SegmentEntry;
import io.muster.index.answer.ExplainedPart;
import io.muster.index.answer.Explanation;
import io.muster.index.answer.SmallestChange;
import io.muster.index.criterion.RangeSet;
import io.muster.index.field.AverageRange;
import io.muster.index.field.BooleanField;
import io.muster.index.field.Field;
import io.muster.index.field.ListPredicate;
import io.muster.index.field.Schema;
import io.muster.index.field.TextPredicate;
import io.muster.index.outlook.Outlook;
import io.muster.index.rule.Rule;
import io.muster.index.rule.RuleParser;
import io.muster.index.segment.FunctionCompiler;
import io.muster.index.segment.Node;
import io.muster.index.time.EngineTime;
import io.muster.index.time.LocalDays;
import java.util.List;
import java.util.function.Predicate;

/**
 * Says why a customer is in a segment or not, and what would change it. It reads the engine's state and changes
 * nothing; for people, not for the hot path. Only on the engine's thread.
 */
public final class Explainer {
    private static final RangeSet ANY_NUMBER = RangeSet.of(RangeSet.LOWEST, Long.MAX_VALUE);

    private final Outlook outlook;
    private final Wording wording;
    private final FunctionCompiler.History history;
    private final Subjects subjects;

    public Explainer(
            Schema schema, LocalDays days, EngineTime time, FunctionCompiler.History history, Outlook outlook) {
        this.outlook = outlook;
        this.history = history;
        wording = new Wording(days);
        subjects = new Subjects(schema, days, time, history, outlook);
    }

    /**
     * Why a living customer is in a segment or not.
     *
     * <p>{@link Explanation#onlyBecauseMissing} is true where the customer is in, and would not certainly be in if the
     * conditions on fields without a value could be true or false, whatever these fields might be; {@code IS NULL} and
     * {@code IS NOT NULL} are taken as they are, for they ask just that. It is false for a customer who is not in.
     *
     * @param entry the segment, whose rule is the text that {@code node} was compiled from
     * @param ordinal of the customer
     * @param customer external id
     * @param segments whether the customer is in the segment of that name
     */
    public Explanation explain(
            SegmentEntry entry, Node node, int ordinal, String customer, Predicate<String> segments) {
        Rule rule = RuleParser.parse(entry.rule());
        ExplainedPart whole =
                new PartsTold(outlook, wording, history, entry.rule(), ordinal, segments).part(rule, node);
        Proposition proposition = new Proposition(node);
        byte[] truths = truths(proposition, ordinal);
        return new Explanation(
                entry.name(),
                entry.version(),
                entry.rule(),
                customer,
                whole.holds(),
                whole.untilMillis(),
                whole.holds() && proposition.value(withoutMissing(proposition, truths, ordinal)) != Proposition.TRUE,
                whole,
                smallestChange(proposition, truths, ordinal));
    }

    private SmallestChange smallestChange(Proposition proposition, byte[] truths, int ordinal) {
        List<Subject> all = subjects.of(proposition.conditions(), truths, ordinal);
        return new ChangeSearch(proposition, all, truths).smallest();
    }

    private byte[] truths(Proposition proposition, int ordinal) {
        List<Node.Leaf> conditions = proposition.conditions();
        byte[] truths = new byte[conditions.size()];
        for (int i = 0; i < truths.length; i++) {
            truths[i] = outlook.holds(conditions.get(i), ordinal) ? Proposition.TRUE : Proposition.FALSE;
        }
        return truths;
    }

    /** Conditions on fields without a value could be either, but for those that ask whether there is one. */
    private static byte[] withoutMissing(Proposition proposition, byte[] truths, int ordinal) {
        byte[] open = truths.clone();
        for (int i = 0; i < open.length; i++) {
            Node.Leaf leaf = proposition.conditions().get(i);
            boolean missing = leaf.source() instanceof Field field && field.value(ordinal) == null;
            if (missing && !asksForPresence(leaf.criterion().predicate())) {
                open[i] = Proposition.UNKNOWN;
            }
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
