package io.muster.index.criterion;

import io.muster.index.memory.Pages;
import java.util.HashMap;
import java.util.Map;

/** Where criteria of one kind come from, and are shared. One thread. */
public abstract class CriterionSource {
    private final Map<Object, Criterion> criteria = new HashMap<>();

    /** How many criteria there are. */
    public final int criteria() {
        return criteria.size();
    }

    /** How many ordinals are filled at a time, so that events go on between: a power of two up to a page. */
    public int fillLength() {
        return Pages.ENTRIES;
    }

    /**
     * The criterion for {@code predicate}; the caller must release it. If it is not {@link Criterion#isComplete
     * complete}, the caller must {@link #fill} it from the first ordinal to the last there is, and then say that it is.
     */
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

    /**
     * A new criterion that is watched from now on: a customer whose value changes is put in or out. Those whose values
     * stay as they are wait for {@link #fill}.
     */
    protected abstract Criterion build(Object predicate);

    /**
     * Puts the customers with {@code from ≤ ordinal < to} in or out by what is known of them now. Filled twice is as
     * good as once.
     *
     * @param from a multiple of {@link #fillLength}, or where the last call stopped
     * @param to the next multiple, or less at the end
     * @return where it stopped: {@code to}, or before it where that takes long
     */
    public abstract int fill(Criterion criterion, int from, int to);

    /** Stops watching it. */
    protected abstract void drop(Criterion criterion);
}
