package io.muster.index.outlook;

import io.muster.index.criterion.Criterion;
import io.muster.index.field.DateField;
import io.muster.index.function.Effort;
import io.muster.index.function.EventFunctions;
import io.muster.index.function.HistoryWalk;
import io.muster.index.function.PickedEvents;
import io.muster.index.function.Picking;
import io.muster.index.segment.Node;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * What a rule looks at of one customer, as of one moment, and what follows from it. First {@link #read} is called until
 * all has been read, at once {@link #fix}, and then {@link #arrange}; then it can be asked, and nothing of it changes
 * with the engine any more. One thread.
 */
public final class CustomerOutlook implements AutoCloseable {
    /** Makes a condition's forecast anew, from the moment on. */
    private interface Start {
        Forecast forecast();
    }

    private final Outlook outlook;
    private final int ordinal;
    private final Node rule;
    private final Map<Criterion, Picking> pickings = new IdentityHashMap<>();
    private final Map<Criterion, FunctionForecast> counts = new IdentityHashMap<>();
    private final Map<Criterion, Start> starts = new IdentityHashMap<>();
    private final Map<Criterion, Boolean> constants = new IdentityHashMap<>();
    private final OpenCheckouts openCheckouts;
    private final List<Picking> unarranged;
    private final List<FunctionForecast> uncounted = new ArrayList<>();
    private HistoryWalk walk;
    private long nowMillis;

    CustomerOutlook(Outlook outlook, Node rule, int ordinal) {
        this.outlook = outlook;
        this.rule = rule;
        this.ordinal = ordinal;
        openCheckouts = outlook.openCheckouts();
        boolean[] asksForCheckouts = new boolean[1];
        outlook.forEachLeaf(rule, leaf -> {
            if (leaf.source() instanceof EventFunctions functions) {
                pickings.computeIfAbsent(leaf.criterion(), functions::picking);
            }
            asksForCheckouts[0] |= outlook.isAbandonedCheckoutDate(leaf.source());
        });
        unarranged = new ArrayList<>(pickings.values());
        List<HistoryWalk.Reader> readers = new ArrayList<>(unarranged);
        if (asksForCheckouts[0]) {
            readers.add(openCheckouts);
        }
        walk = readers.isEmpty() ? null : outlook.functions().walk(ordinal, readers);
    }

    /**
     * Reads a part of the customer's history. True when all of it and all else is read, which is the moment that
     * answers are of; or when the customer {@link #isLost}.
     */
    public boolean read(Effort effort) {
        if (walk != null && !walk.step(effort)) {
            return false;
        }
        if (!isLost()) {
            nowMillis = outlook.nowMillis();
            outlook.forEachLeaf(rule, leaf -> read(leaf));
        }
        return true;
    }

    /** Whether the customer was deleted, or the workspace, before all was read; it must not be asked then. */
    public boolean isLost() {
        return walk != null && walk.isLost();
    }

    /**
     * What was read is kept as it is.
     *
     * @param beforeErasure is told of each row of the customer whose names are about to be overwritten
     */
    public void fix(IntConsumer beforeErasure) {
        if (walk != null) {
            walk.fix(beforeErasure);
        }
    }

    /** Puts the events in order and counts them as of the moment, part by part; true when that is done. */
    public boolean arrange(Effort effort) {
        while (!unarranged.isEmpty()) {
            if (!unarranged.getLast().arrange(effort)) {
                return false;
            }
            unarranged.removeLast();
        }
        if (counts.isEmpty()) {
            pickings.forEach((criterion, picking) -> counts.put(criterion, forecast(picking)));
            uncounted.addAll(counts.values());
        }
        while (!uncounted.isEmpty()) {
            if (!uncounted.getLast().begin(effort)) {
                return false;
            }
            uncounted.removeLast();
        }
        return true;
    }

    /** Whether a condition holds; one on a function only after {@link #arrange}. */
    public boolean holds(Criterion condition) {
        FunctionForecast function = counts.get(condition);
        return function == null ? constants.get(condition) : function.holds();
    }

    /** The events that a function picks; those that count at the moment are marked. */
    public PickedEvents counting(Criterion function) {
        return counts.get(function).events();
    }

    /** Begins to follow the rule, or a part of it, from the moment on. */
    public Following follow(Node part) {
        return new Following(new Forecasts().formula(part), nowMillis);
    }

    /** Nothing will be asked any more, or the reading is given up. */
    @Override
    public void close() {
        if (walk != null) {
            walk.close();
        }
    }

    private void read(Node.Leaf leaf) {
        Criterion criterion = leaf.criterion();
        if (leaf.source() instanceof DateField field) {
            long value = field.get(ordinal);
            DateCourse course = outlook.isAbandonedCheckoutDate(field)
                    ? DateCourse.abandonedCheckout(value, openCheckouts.starts(nowMillis), outlook.delayMillis())
                    : DateCourse.steady(value);
            DateQuestion question = DateQuestion.of(criterion.predicate(), outlook.days());
            Start start = () -> new DateForecast(question, course, nowMillis);
            starts.put(criterion, start);
            constants.put(criterion, start.forecast().holds());
        } else if (leaf.source() instanceof EventFunctions) {
            starts.put(criterion, () -> forecast(pickings.get(criterion)));
        } else {
            constants.put(criterion, criterion.members().contains(ordinal));
        }
    }

    private FunctionForecast forecast(Picking picking) {
        return new FunctionForecast(picking.events(), outlook.days(), nowMillis);
    }

    /** The forecasts of a part of the rule; equal conditions share one. */
    private final class Forecasts {
        private final Map<Criterion, Formula> conditions = new IdentityHashMap<>();
        private final Map<Node, Formula> parts = new IdentityHashMap<>();

        Formula formula(Node node) {
            Formula known = parts.get(node);
            if (known == null) {
                known = switch (node) {
                    case Node.Leaf leaf -> conditions.computeIfAbsent(leaf.criterion(), this::condition);
                    case Node.Member member -> formula(member.segment().node());
                    case Node.Not not -> Formula.not(formula(not.term()));
                    case Node.And and -> Formula.join(true, formulas(and.terms()));
                    case Node.Or or -> Formula.join(false, formulas(or.terms()));
                };
                parts.put(node, known);
            }
            return known;
        }

        private List<Formula> formulas(List<Node> nodes) {
            return nodes.stream().map(this::formula).toList();
        }

        private Formula condition(Criterion criterion) {
            Start start = starts.get(criterion);
            return start == null ? Formula.constant(constants.get(criterion)) : Formula.of(start.forecast());
        }
    }
}
