package io.muster.index.field;

import io.muster.index.column.ListColumn;
import io.muster.index.criterion.Criterion;
import io.muster.index.snapshot.Frozen;
import io.muster.index.snapshot.SnapshotException;
import io.muster.index.snapshot.StateReader;
import org.roaringbitmap.RoaringBitmap;

/** A value of a list. Its members are the column's own bitmap, so they change before this criterion hears of it. */
final class ListCriterion extends Criterion {
    private final ListColumn column;
    private final int valueId;

    ListCriterion(ListPredicate predicate, ListColumn column, RoaringBitmap columnBitmap) {
        super(predicate, columnBitmap);
        this.column = column;
        valueId = predicate instanceof ListPredicate.Has has ? has.valueId() : ListField.NOBODYS;
    }

    @Override
    public boolean has(int ordinal) {
        return valueId == ListField.NOBODYS ? super.has(ordinal) : column.has(ordinal, valueId);
    }

    @Override
    protected void addTo(Frozen into) {}

    @Override
    public void restore(StateReader in) throws SnapshotException {
        completed();
    }
}
