package io.muster.index.criterion;

import io.muster.index.column.PageBits;
import io.muster.index.memory.Pages;
import java.util.HashMap;
import java.util.Map;

/**
 * Where criteria of one kind come from, and are shared. One thread.
 *
 * <p>Those of rules that are not saved stand apart: a replay has no such rules, and must do the same work for those
 * that are saved.
 */
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
            criterion = build(predicate, true);
            criteria.put(predicate, criterion);
        }
        criterion.retain();
        return criterion;
    }

    /** Gives a criterion back; with its last user it goes. */
    public final void release(Criterion criterion) {
        if (criterion.release()) {
            criteria.remove(criterion.predicate());
            criterion.abandon();
            drop(criterion);
        }
    }

    /**
     * A criterion for a rule that is not saved; the caller must {@link #giveBack} it. It is one of those that segments
     * are made of if that is complete, and then may be {@link Criterion#isAbandoned abandoned} by them; or else one
     * apart, to be filled as {@link #acquire} says.
     */
    public final Criterion borrow(Object predicate) {
        Criterion criterion = criteria.get(predicate);
        if (criterion != null && criterion.isComplete()) {
            return criterion;
        }
        Criterion apart = build(predicate, false);
        apart.setApart();
        return apart;
    }

    /** Gives back what was borrowed. */
    public final void giveBack(Criterion criterion) {
        if (criterion.isApart()) {
            drop(criterion);
        }
    }

    /**
     * A new criterion that is watched from now on: a customer whose value changes is put in or out. Those whose values
     * stay as they are wait for {@link #fill}.
     *
     * @param saved whether it is one that segments are made of; nothing that another one apart does may change what is
     *     to be done for those
     */
    protected abstract Criterion build(Object predicate, boolean saved);

    /**
     * Puts the customers with {@code from ≤ ordinal < to} in or out by what is known of them now. Filled twice is as
     * good as once.
     *
     * @param from a multiple of {@link #fillLength}, or where the last call stopped
     * @param to the next multiple, or less at the end
     * @return where it stopped: {@code to}, or before it where that takes long
     */
    public abstract int fill(Criterion criterion, int from, int to);

    /**
     * Whether a criterion that stands apart is found by {@link #scan} instead of {@link #fill}: column by column, a
     * page at a time.
     */
    public boolean scans(Criterion apart) {
        return false;
    }

    /**
     * Puts the customers of a page of 65,536 ordinals in or out by what is known of them now; those of other pages stay
     * as they are. To be done again where {@link Criterion#isStale} says so.
     *
     * @param apart of which {@link #scans} is true
     * @param bits room for one page
     * @return how long it took, in pages of a column that are read; 0 where none had to be
     */
    public int scan(Criterion apart, int page, PageBits bits) {
        throw new UnsupportedOperationException(apart + " is filled");
    }

    /** Stops watching it. */
    protected abstract void drop(Criterion criterion);
}
