package io.muster.index.criterion;

import org.roaringbitmap.RoaringBitmap;

/** A criterion over a number or a date. */
public abstract class LongCriterion extends Criterion {
    protected LongCriterion(Object predicate) {
        super(predicate, new RoaringBitmap());
    }

    /** Whether it holds for {@code value} now; never for a missing one. */
    public abstract boolean holds(long value);
}
