package io.muster.index.field;

import io.muster.index.column.FlagColumn;
import io.muster.index.column.PageBits;
import io.muster.index.criterion.Criterion;
import io.muster.index.criterion.Flips;
import io.muster.index.snapshot.Frozen;
import io.muster.index.snapshot.SnapshotException;
import io.muster.index.snapshot.StateReader;
import java.util.Arrays;
import org.roaringbitmap.RoaringBitmap;

/** True, false or no value. */
public final class BooleanField extends Field {
    private static final int FILL_LENGTH = 8_192;

    /** What a criterion may ask. */
    public enum Predicate {
        IS_TRUE,
        IS_FALSE,
        PRESENT;

        int flags() {
            return switch (this) {
                case IS_TRUE -> FlagColumn.TRUE;
                case IS_FALSE -> FlagColumn.FALSE;
                case PRESENT -> FlagColumn.TRUE | FlagColumn.FALSE;
            };
        }

        boolean holds(int flag) {
            return switch (this) {
                case IS_TRUE -> flag == FlagColumn.TRUE;
                case IS_FALSE -> flag == FlagColumn.FALSE;
                case PRESENT -> flag != FlagColumn.MISSING;
            };
        }
    }

    private static final class FlagCriterion extends Criterion {
        FlagCriterion(Predicate predicate) {
            super(predicate, new RoaringBitmap());
        }
    }

    private final FlagColumn column = new FlagColumn();
    private FlagCriterion[] criteria = {};
    private final Flips flips;

    public BooleanField(String name, Flips flips) {
        super(name, FieldKind.BOOLEAN);
        this.flips = flips;
    }

    public void set(int ordinal, boolean value) {
        setFlag(ordinal, value ? FlagColumn.TRUE : FlagColumn.FALSE);
    }

    /** How many customers have the value; one scan over all customers. */
    public long count(boolean value) {
        return column.scan(value ? FlagColumn.TRUE : FlagColumn.FALSE).getLongCardinality();
    }

    @Override
    public void clear(int ordinal) {
        setFlag(ordinal, FlagColumn.MISSING);
    }

    @Override
    public Object value(int ordinal) {
        int flag = column.get(ordinal);
        return flag == FlagColumn.MISSING ? null : (Object) (flag == FlagColumn.TRUE);
    }

    @Override
    protected Criterion build(Object predicate, boolean saved) {
        FlagCriterion criterion = new FlagCriterion((Predicate) predicate);
        criteria = Arrays.copyOf(criteria, criteria.length + 1);
        criteria[criteria.length - 1] = criterion;
        return criterion;
    }

    @Override
    public int fillLength() {
        return FILL_LENGTH;
    }

    @Override
    public int fill(Criterion criterion, int from, int to) {
        Predicate predicate = (Predicate) criterion.predicate();
        for (int ordinal = from; ordinal < to; ordinal++) {
            if (predicate.holds(column.get(ordinal))) {
                criterion.members().add(ordinal);
            }
        }
        return to;
    }

    @Override
    public boolean scans(Criterion apart) {
        return true;
    }

    @Override
    public int scan(Criterion apart, int page, PageBits bits) {
        column.find(page, ((Predicate) apart.predicate()).flags(), bits);
        bits.replaceIn(apart.members(), page);
        return 1;
    }

    @Override
    protected void drop(Criterion criterion) {
        criteria = Arrays.stream(criteria).filter(other -> other != criterion).toArray(FlagCriterion[]::new);
    }

    private void setFlag(int ordinal, int flag) {
        column.set(ordinal, flag);
        for (FlagCriterion criterion : criteria) {
            criterion.set(ordinal, ((Predicate) criterion.predicate()).holds(flag), flips);
        }
    }

    @Override
    public void freeze(Frozen into) {
        column.freeze(into);
    }

    @Override
    public void restore(StateReader in) throws SnapshotException {
        column.restore(in);
    }

    @Override
    public long bytes() {
        return column.bytes();
    }
}
