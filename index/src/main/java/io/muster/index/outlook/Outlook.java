package io.muster.index.outlook;

import io.muster.index.criterion.CriterionSource;
import io.muster.index.field.Schema;
import io.muster.index.function.EventFunctions;
import io.muster.index.segment.FunctionCompiler;
import io.muster.index.segment.Node;
import io.muster.index.segment.Segment;
import io.muster.index.time.EngineTime;
import io.muster.index.time.LocalDays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Says for one customer and one rule whether the rule holds now, and until when if no record comes: exact to the
 * millisecond. It reads the engine's state and changes nothing; for people, not for the hot path. Only on the engine's
 * thread.
 */
public final class Outlook {
    private final Schema schema;
    private final LocalDays days;
    private final EngineTime time;
    private final FunctionCompiler.History history;
    private final EventFunctions functions;

    public Outlook(
            Schema schema,
            LocalDays days,
            EngineTime time,
            FunctionCompiler.History history,
            EventFunctions functions) {
        this.schema = schema;
        this.days = days;
        this.time = time;
        this.history = history;
        this.functions = functions;
    }

    /** Begins to look at a living customer, for questions about one rule and its parts; the caller closes it. */
    public CustomerOutlook of(Node rule, int ordinal) {
        return new CustomerOutlook(this, rule, ordinal);
    }

    LocalDays days() {
        return days;
    }

    long nowMillis() {
        return time.nowMillis();
    }

    long delayMillis() {
        return history.abandonmentMillis();
    }

    EventFunctions functions() {
        return functions;
    }

    boolean isAbandonedCheckoutDate(CriterionSource source) {
        return source == schema.abandonedCheckoutDate;
    }

    OpenCheckouts openCheckouts() {
        return new OpenCheckouts(history.events(), history.checkouts(), delayMillis(), nowMillis());
    }

    /** The conditions of a rule and of all segments that it refers to, some of them more than once. */
    void forEachLeaf(Node rule, Consumer<Node.Leaf> visitor) {
        forEachLeaf(rule, visitor, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private static void forEachLeaf(Node rule, Consumer<Node.Leaf> visitor, Set<Segment> seen) {
        rule.forEach((source, criterion) -> visitor.accept(new Node.Leaf(source, criterion)));
        rule.forEachSegment(segment -> {
            if (seen.add(segment)) {
                forEachLeaf(segment.node(), visitor, seen);
            }
        });
    }
}
