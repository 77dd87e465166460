package io.muster.index.explain;

import io.muster.index.SegmentEntry;
import io.muster.index.answer.Explanation;
import io.muster.index.field.Schema;
import io.muster.index.outlook.CustomerOutlook;
import io.muster.index.rule.Rule;
import io.muster.index.segment.FunctionCompiler;
import io.muster.index.segment.Node;
import io.muster.index.time.EngineTime;
import io.muster.index.time.LocalDays;
import java.util.function.Predicate;

/**
 * Says why a customer is in a segment or not, and what would change it. It reads the engine's state and changes
 * nothing; for people, not for the hot path. Only on the engine's thread.
 */
public final class Explainer {
    private final Wording wording;
    private final FunctionTold functions;
    private final Subjects subjects;

    public Explainer(Schema schema, LocalDays days, EngineTime time, FunctionCompiler.History history) {
        wording = new Wording(days);
        functions = new FunctionTold(history);
        subjects = new Subjects(schema, days, time, history);
    }

    /**
     * Why a living customer is in a segment or not, as of now.
     *
     * <p>{@link Explanation#onlyBecauseMissing} is true where the customer is in, and would not certainly be in if the
     * conditions on fields without a value could be true or false, whatever these fields might be; {@code IS NULL} and
     * {@code IS NOT NULL} are taken as they are, for they ask just that. It is false for a customer who is not in.
     *
     * @param entry the segment
     * @param rule the segment's, of which {@code node} was compiled
     * @param ordinal of the customer
     * @param customerId external id
     * @param customer has just been read for that node
     * @param segments whether the customer is in the segment of that name
     */
    public Explaining explain(
            SegmentEntry entry,
            Rule rule,
            Node node,
            int ordinal,
            String customerId,
            CustomerOutlook customer,
            Predicate<String> segments) {
        return new Explaining(this, entry, rule, node, ordinal, customerId, customer, segments);
    }

    Wording wording() {
        return wording;
    }

    FunctionTold functions() {
        return functions;
    }

    Subjects subjects() {
        return subjects;
    }
}
