package io.muster.index.criterion;

/** Holds where the value is in a fixed set of ranges. */
public final class RangeCriterion extends LongCriterion {
    private final RangeSet ranges;

    public RangeCriterion(RangeSet ranges) {
        super(ranges);
        this.ranges = ranges;
    }

    public RangeSet ranges() {
        return ranges;
    }

    @Override
    public boolean holds(long value) {
        return ranges.contains(value);
    }
}
