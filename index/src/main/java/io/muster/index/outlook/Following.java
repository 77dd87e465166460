package io.muster.index.outlook;

import io.muster.index.EngineOptions;
import io.muster.index.function.Effort;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Goes with a rule from one instant at which a condition may change to the next, until the rule as a whole is
 * otherwise. Conditions that cannot change any more are worked out; what changes with the calendar for ever is followed
 * through one cycle of it, after which it would only repeat itself. One thread.
 */
public final class Following {
    private static final long CYCLE_MILLIS = DateQuestion.CYCLE_DAYS * 86_400_000L;

    private final Formula rule;
    private List<Forecast> forecasts;
    private Formula open;
    private Prospect found;
    private long quietSince;
    private boolean holds;
    private boolean allRecur;
    private boolean settles;
    private long instant;
    private long next;
    private int moved;

    /** From where the rule's forecasts stand when they begin. */
    Following(Formula rule, long nowMillis) {
        this.rule = rule;
        quietSince = nowMillis;
        forecasts = forecasts(rule);
    }

    /** Does a part; true when the {@link #prospect} is known. */
    public boolean step(Effort effort) {
        if (open == null && !begin(effort)) {
            return false;
        }
        while (found == null && !effort.isSpent()) {
            goOn(effort);
            effort.spend(1 + forecasts.size() / Effort.MOVES_A_UNIT);
        }
        return found != null;
    }

    /** What was found in the last step. */
    public Prospect prospect() {
        return found;
    }

    private boolean begin(Effort effort) {
        for (; moved < forecasts.size(); moved++) {
            if (!forecasts.get(moved).begin(effort)) {
                return false;
            }
        }
        holds = rule.holds(++instant);
        settle(rule);
        return true;
    }

    private void settle(Formula formula) {
        open = formula.settled();
        if (open.isConstant()) {
            found = new Prospect(holds, Forecast.NEVER);
            return;
        }
        forecasts = forecasts(open);
        allRecur = forecasts.stream().allMatch(Forecast::recurs);
        settles = false;
        chooseInstant();
    }

    private void chooseInstant() {
        moved = 0;
        next = Forecast.NEVER;
        for (Forecast forecast : forecasts) {
            next = Math.min(next, forecast.nextMillis());
        }
        if (next > EngineOptions.LATEST_MILLIS || (allRecur && next - quietSince > CYCLE_MILLIS)) {
            found = new Prospect(holds, Forecast.NEVER);
        }
    }

    private void goOn(Effort effort) {
        for (; moved < forecasts.size(); moved++) {
            Forecast forecast = forecasts.get(moved);
            if (forecast.nextMillis() == next) {
                if (!forecast.advance(effort)) {
                    return;
                }
                settles |= forecast.nextMillis() == Forecast.NEVER;
                quietSince = forecast.recurs() ? quietSince : next;
            }
        }
        if (open.holds(++instant) != holds) {
            found = new Prospect(holds, next);
        } else if (settles) {
            settle(open);
        } else {
            chooseInstant();
        }
    }

    private static List<Forecast> forecasts(Formula formula) {
        Set<Forecast> forecasts = new LinkedHashSet<>();
        formula.gather(forecasts);
        return List.copyOf(forecasts);
    }
}
