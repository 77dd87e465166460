package io.muster.index.field;

import io.muster.index.criterion.Criterion;
import org.roaringbitmap.RoaringBitmap;

/** A value of a list. Its members are the column's own bitmap, so they change before this criterion hears of it. */
final class ListCriterion extends Criterion {
    ListCriterion(ListPredicate predicate, RoaringBitmap columnBitmap) {
        super(predicate, columnBitmap);
    }
}
