package io.muster.index.outlook;

import io.muster.index.EngineOptions;
import io.muster.index.criterion.Criterion;
import io.muster.index.field.DateField;
import io.muster.index.field.Schema;
import io.muster.index.function.EventFunctions;
import io.muster.index.function.PickedEvents;
import io.muster.index.segment.FunctionCompiler;
import io.muster.index.segment.Node;
import io.muster.index.time.EngineTime;
import io.muster.index.time.LocalDays;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Says for one customer and one rule whether the rule holds now, and until when if no record comes: exact to the
 * millisecond. It reads the engine's state and changes nothing; for people, not for the hot path. Only on the engine's
 * thread.
 *
 * <p>Conditions that cannot change by themselves are worked out first; the others go from one instant at which they may
 * change to the next, until the rule as a whole is otherwise. What changes with the calendar for ever is followed
 * through one cycle of it, after which it would only repeat itself.
 */
public final class Outlook {
    private static final long CYCLE_MILLIS = DateQuestion.CYCLE_DAYS * 86_400_000L;

    private final Schema schema;
    private final LocalDays days;
    private final EngineTime time;
    private final FunctionCompiler.History history;

    public Outlook(Schema schema, LocalDays days, EngineTime time, FunctionCompiler.History history) {
        this.schema = schema;
        this.days = days;
        this.time = time;
        this.history = history;
    }

    /** Whether the rule holds for a living customer, and until when. */
    public Prospect of(Node rule, int ordinal) {
        return new Customer(ordinal).prospect(rule);
    }

    /** Whether the rule holds for a living customer. */
    public boolean holds(Node rule, int ordinal) {
        return new Customer(ordinal).formula(rule).holds(1);
    }

    /** The events that a function picks for the customer; those that count now are marked. */
    public PickedEvents counting(EventFunctions functions, Criterion criterion, int ordinal) {
        return new FunctionForecast(functions.picked(criterion, ordinal), days, time.nowMillis()).events();
    }

    private static Prospect follow(Formula rule, long nowMillis) {
        long instant = 1;
        boolean holds = rule.holds(instant);
        Formula open = rule.settled();
        long quietSince = nowMillis;
        while (!open.isConstant()) {
            Set<Forecast> forecasts = new LinkedHashSet<>();
            open.gather(forecasts);
            boolean allRecur = forecasts.stream().allMatch(Forecast::recurs);
            boolean settles = false;
            while (!settles) {
                long next = Forecast.NEVER;
                for (Forecast forecast : forecasts) {
                    next = Math.min(next, forecast.nextMillis());
                }
                if (next > EngineOptions.LATEST_MILLIS || (allRecur && next - quietSince > CYCLE_MILLIS)) {
                    return new Prospect(holds, Forecast.NEVER);
                }
                for (Forecast forecast : forecasts) {
                    if (forecast.nextMillis() == next) {
                        forecast.advance();
                        settles |= forecast.nextMillis() == Forecast.NEVER;
                        quietSince = forecast.recurs() ? quietSince : next;
                    }
                }
                if (open.holds(++instant) != holds) {
                    return new Prospect(holds, next);
                }
            }
            open = open.settled();
        }
        return new Prospect(holds, Forecast.NEVER);
    }

    /** The forecasts of one customer; equal conditions share one. */
    private final class Customer {
        private final int ordinal;
        private final Map<Criterion, Formula> conditions = new IdentityHashMap<>();
        private final Map<Node, Formula> parts = new IdentityHashMap<>();

        Customer(int ordinal) {
            this.ordinal = ordinal;
        }

        Prospect prospect(Node rule) {
            return follow(formula(rule), time.nowMillis());
        }

        private Formula formula(Node node) {
            Formula known = parts.get(node);
            if (known == null) {
                known = switch (node) {
                    case Node.Leaf leaf -> condition(leaf);
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

        private Formula condition(Node.Leaf leaf) {
            return conditions.computeIfAbsent(leaf.criterion(), criterion -> switch (leaf.source()) {
                case DateField field -> Formula.of(date(field, criterion.predicate()));
                case EventFunctions functions -> Formula.of(function(functions, criterion));
                default -> Formula.constant(criterion.members().contains(ordinal));
            });
        }

        private Forecast date(DateField field, Object predicate) {
            long value = field.get(ordinal);
            long now = time.nowMillis();
            DateCourse course = field == schema.abandonedCheckoutDate
                    ? DateCourse.abandonedCheckout(value, history, ordinal, now)
                    : DateCourse.steady(value);
            return new DateForecast(DateQuestion.of(predicate, days), course, now);
        }

        private Forecast function(EventFunctions functions, Criterion criterion) {
            return new FunctionForecast(functions.picked(criterion, ordinal), days, time.nowMillis());
        }
    }
}
