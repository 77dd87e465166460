package io.muster.index.function;

import io.muster.index.criterion.RangeSet;

/** What a parameter asks of a number. */
public record NumberTest(RangeSet ranges, boolean negated) {
    /** Whether it holds for {@code millionths}; {@link Long#MIN_VALUE} stands for no number. */
    public boolean holds(long millionths) {
        return ranges.contains(millionths) != negated;
    }

    /** Whether it holds where there is no number. */
    public boolean holdsForMissing() {
        return negated;
    }
}
