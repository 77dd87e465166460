package io.muster.index.outlook;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A rule over forecasts. Parts may be shared, as segments that several others refer to are: each is evaluated once an
 * instant. One thread.
 */
final class Formula {
    private final Forecast forecast;
    private final boolean all;
    private final boolean negated;
    private final List<Formula> terms;
    private long evaluatedAt;
    private boolean held;

    private Formula(Forecast forecast, boolean all, boolean negated, List<Formula> terms) {
        this.forecast = forecast;
        this.all = all;
        this.negated = negated;
        this.terms = terms;
    }

    /** Does not change. */
    static Formula constant(boolean holds) {
        return new Formula(null, holds, false, List.of());
    }

    static Formula of(Forecast forecast) {
        return new Formula(forecast, false, false, List.of());
    }

    static Formula not(Formula term) {
        return new Formula(null, true, true, List.of(term));
    }

    /** All of the terms, or at least one of them. */
    static Formula join(boolean all, List<Formula> terms) {
        return new Formula(null, all, false, terms);
    }

    boolean isConstant() {
        return forecast == null && terms.isEmpty();
    }

    /** Whether it holds where its forecasts stand; {@code instant} is another number each time they have moved. */
    boolean holds(long instant) {
        if (forecast != null) {
            return forecast.holds();
        }
        if (evaluatedAt != instant) {
            evaluatedAt = instant;
            held = evaluate(instant) != negated;
        }
        return held;
    }

    /** The same from where its forecasts stand, without what can no longer change. */
    Formula settled() {
        return settled(new IdentityHashMap<>());
    }

    /** Adds the forecasts that it is made of. */
    void gather(Set<Forecast> forecasts) {
        gather(forecasts, new IdentityHashMap<>());
    }

    private boolean evaluate(long instant) {
        for (Formula term : terms) {
            if (term.holds(instant) != all) {
                return !all;
            }
        }
        return all;
    }

    private Formula settled(Map<Formula, Formula> known) {
        if (forecast != null) {
            return forecast.nextMillis() == Forecast.NEVER ? constant(forecast.holds()) : this;
        }
        Formula done = known.get(this);
        if (done == null) {
            done = settleTerms(known);
            known.put(this, done);
        }
        return done;
    }

    private Formula settleTerms(Map<Formula, Formula> known) {
        List<Formula> open = new ArrayList<>();
        for (Formula term : terms) {
            Formula settled = term.settled(known);
            if (!settled.isConstant()) {
                open.add(settled);
            } else if (settled.all != all) {
                return constant(all == negated);
            }
        }
        return open.isEmpty() ? constant(all != negated) : new Formula(null, all, negated, open);
    }

    private void gather(Set<Forecast> forecasts, Map<Formula, Formula> seen) {
        if (forecast != null) {
            forecasts.add(forecast);
        } else if (seen.put(this, this) == null) {
            terms.forEach(term -> term.gather(forecasts, seen));
        }
    }
}
