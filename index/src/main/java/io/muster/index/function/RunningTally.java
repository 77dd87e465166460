package io.muster.index.function;

import java.util.BitSet;
import java.util.List;

/**
 * What those events of one customer add up to that its user says count: each can be put in and taken out by itself,
 * without a look at the others. One thread.
 */
final class RunningTally {
    private final EventShares shares;
    private final List<PropertyTotal> totals;
    private final BitSet counting = new BitSet();
    private final Tally tally = new Tally();

    /** No event counts. */
    RunningTally(EventShares shares) {
        this.shares = shares;
        totals = shares.properties().stream().map(PropertyTotal::new).toList();
    }

    /** Puts an event among those that count, or takes it out; what it adds must be the same both times. */
    void count(int event, boolean counts) {
        if (counting.get(event) == counts) {
            return;
        }
        counting.set(event, counts);
        if (counts) {
            tally.count();
            tally.add(shares.amount(event), shares.quantity(event));
        } else {
            tally.take(shares.amount(event), shares.quantity(event));
        }
        for (int i = 0; i < totals.size(); i++) {
            totals.get(i).put(event, shares.number(i, event), counts);
        }
    }

    /** Whether it is among those that count. */
    boolean counts(int event) {
        return counting.get(event);
    }

    /** How many count, and their sums. */
    Tally tally() {
        return tally;
    }

    /** What an aggregate comes to, in millionths; {@link Picker#NO_NUMBER} for nothing. */
    long total(Aggregate.OfProperty aggregate) {
        int property = shares.properties().indexOf(aggregate);
        return property < 0 ? Picker.NO_NUMBER : totals.get(property).total();
    }

    /** Whether the function holds with those that count. */
    boolean holds() {
        int property = 0;
        for (Aggregate aggregate : shares.aggregates()) {
            boolean holds = aggregate instanceof Aggregate.OfProperty
                    ? totals.get(property++).holds()
                    : aggregate.holds(tally);
            if (!holds) {
                return false;
            }
        }
        return true;
    }
}
