package io.muster.index.field;

import io.muster.index.column.LongColumn;
import io.muster.index.column.PageBits;
import io.muster.index.criterion.Boundaries;
import io.muster.index.criterion.Criterion;
import io.muster.index.criterion.Flips;
import io.muster.index.criterion.RangeCriterion;
import io.muster.index.criterion.RangeSet;
import io.muster.index.memory.Pages;
import io.muster.index.snapshot.Frozen;
import io.muster.index.snapshot.SnapshotException;
import io.muster.index.snapshot.StateReader;

/** A field whose values are longs. A change asks again only the criteria with a boundary between old and new. */
public abstract class LongField extends Field {
    /** Stands for no value. */
    public static final long MISSING = LongColumn.MISSING;

    /** Many spans are halved for each value, which takes about as long as reading so many pages. */
    private static final int PAGES_OF_SPANS = 8;

    private final LongColumn column = new LongColumn();
    private final Boundaries boundaries = new Boundaries();
    private final Flips flips;

    protected LongField(String name, FieldKind kind, Flips flips) {
        super(name, kind);
        this.flips = flips;
    }

    protected final LongColumn column() {
        return column;
    }

    public final long get(int ordinal) {
        return column.get(ordinal);
    }

    /** As {@link LongColumn#find(int, long, long, PageBits)}. */
    final boolean find(int page, long low, long high, PageBits bits) {
        return column.find(page, low, high, bits);
    }

    /** Sets the value, {@link #MISSING} for none, and flips what it flips. */
    public final void set(int ordinal, long value) {
        long old = column.get(ordinal);
        if (old != value) {
            column.set(ordinal, value);
            boundaries.cross(ordinal, old, value, flips);
            changed(ordinal, old, value);
        }
    }

    @Override
    public final void clear(int ordinal) {
        set(ordinal, MISSING);
    }

    /** The column holds the new value already. */
    protected void changed(int ordinal, long oldValue, long newValue) {}

    @Override
    protected Criterion build(Object predicate, boolean saved) {
        RangeSet ranges = (RangeSet) predicate;
        RangeCriterion criterion = new RangeCriterion(ranges);
        boundaries.add(ranges.boundaries(), criterion);
        return criterion;
    }

    @Override
    public int fill(Criterion criterion, int from, int to) {
        RangeSet ranges = ((RangeCriterion) criterion).ranges();
        if (ranges.size() == 1 && fillLength() == Pages.ENTRIES) {
            criterion.members().or(column.scanPage(from >>> Pages.SHIFT, ranges.low(0), ranges.high(0)));
            return to;
        }
        for (int ordinal = from; ordinal < to; ordinal++) {
            if (ranges.contains(column.get(ordinal))) {
                criterion.members().add(ordinal);
            }
        }
        return to;
    }

    @Override
    public boolean scans(Criterion apart) {
        return apart instanceof RangeCriterion;
    }

    @Override
    public int scan(Criterion apart, int page, PageBits bits) {
        RangeSet ranges = ((RangeCriterion) apart).ranges();
        int spans = ranges.size();
        boolean read = spans > 0
                && (spans == 1
                        ? column.find(page, ranges.low(0), ranges.high(0), bits)
                        : column.find(page, ranges.low(0), ranges.high(spans - 1), ranges::contains, bits));
        if (spans > 0) {
            bits.replaceIn(apart.members(), page);
        }
        return read ? spans == 1 ? 1 : PAGES_OF_SPANS : 0;
    }

    @Override
    protected void drop(Criterion criterion) {
        boundaries.remove((RangeCriterion) criterion);
    }

    @Override
    public final void freeze(Frozen into) {
        column.freeze(into);
    }

    @Override
    public final void restore(StateReader in) throws SnapshotException {
        column.restore(in);
    }

    @Override
    public long bytes() {
        return column.bytes();
    }
}
