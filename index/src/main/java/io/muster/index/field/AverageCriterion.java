package io.muster.index.field;

import io.muster.index.criterion.Criterion;
import org.roaringbitmap.RoaringBitmap;

/** Holds where the customer's average is in a span. */
final class AverageCriterion extends Criterion {
    private final AverageTest test;

    AverageCriterion(AverageRange range) {
        super(range, new RoaringBitmap());
        test = new AverageTest(range);
    }

    boolean holds(long sumMillionths, long count) {
        return test.holds(sumMillionths, count);
    }
}
