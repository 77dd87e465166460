package io.muster.index.field;

import io.muster.index.criterion.Criterion;
import io.muster.index.snapshot.Frozen;
import io.muster.index.snapshot.SnapshotException;
import io.muster.index.snapshot.StateReader;
import org.roaringbitmap.RoaringBitmap;

/** A value of a list. Its members are the column's own bitmap, so they change before this criterion hears of it. */
final class ListCriterion extends Criterion {
    ListCriterion(ListPredicate predicate, RoaringBitmap columnBitmap) {
        super(predicate, columnBitmap);
    }

    @Override
    public void freeze(Frozen into) {}

    @Override
    public void restore(StateReader in) throws SnapshotException {
        completed();
    }
}
