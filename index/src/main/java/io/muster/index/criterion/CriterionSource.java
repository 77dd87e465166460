package io.muster.index.criterion;

import java.util.HashMap;
import java.util.Map;

/** Where criteria of one kind come from, and are shared. One thread. */
public abstract class CriterionSource {
    private final Map<Object, Criterion> criteria = new HashMap<>();

    /** How many criteria there are. */
    public final int criteria() {
        return criteria.size();
    }

    /** The criterion for {@code predicate}, built if nobody used it yet; the caller must release it. */
    public final Criterion acquire(Object predicate) {
        Criterion criterion = criteria.get(predicate);
        if (criterion == null) {
            criterion = build(predicate);
            criteria.put(predicate, criterion);
        }
        criterion.retain();
        return criterion;
    }

    /** Gives a criterion back; with its last user it goes. */
    public final void release(Criterion criterion) {
        if (criterion.release()) {
            criteria.remove(criterion.predicate());
            drop(criterion);
        }
    }

    /** A new criterion with its members, watched from now on. */
    protected abstract Criterion build(Object predicate);

    /** Stops watching it. */
    protected abstract void drop(Criterion criterion);
}
