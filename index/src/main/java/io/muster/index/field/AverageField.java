package io.muster.index.field;

import io.muster.index.column.PageBits;
import io.muster.index.criterion.Criterion;
import io.muster.index.criterion.Flips;
import io.muster.index.memory.Pages;
import io.muster.index.record.Decimals;
import io.muster.index.snapshot.Frozen;
import io.muster.index.snapshot.SnapshotException;
import io.muster.index.snapshot.StateReader;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;

/** The average of a sum over a count; has no value where the count is 0. It keeps nothing itself. */
public final class AverageField extends Field {
    private static final int FILL_LENGTH = 8_192;

    /** So many averages take about as long to compare as a page to read. */
    private static final int AVERAGES_OF_A_PAGE = 8_192;

    private final NumberField sum;
    private final NumberField count;
    private final Flips flips;
    private AverageCriterion[] criteria = {};

    public AverageField(String name, NumberField sum, NumberField count, Flips flips) {
        super(name, FieldKind.AVERAGE);
        this.sum = sum;
        this.count = count;
        this.flips = flips;
    }

    /** The sum or the count of the customer has changed. */
    public void changed(int ordinal) {
        if (criteria.length > 0) {
            long sumMillionths = sum(ordinal);
            long orders = count(ordinal);
            for (AverageCriterion criterion : criteria) {
                criterion.set(ordinal, criterion.holds(sumMillionths, orders), flips);
            }
        }
    }

    @Override
    public void clear(int ordinal) {
        changed(ordinal);
    }

    @Override
    public Object value(int ordinal) {
        long orders = count(ordinal);
        return orders == 0
                ? null
                : Decimals.toDecimal(sum(ordinal)).divide(BigDecimal.valueOf(orders), MathContext.DECIMAL64);
    }

    @Override
    protected Criterion build(Object predicate, boolean saved) {
        AverageCriterion criterion = new AverageCriterion((AverageRange) predicate);
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
        AverageCriterion average = (AverageCriterion) criterion;
        for (int ordinal = from; ordinal < to; ordinal++) {
            if (average.holds(sum(ordinal), count(ordinal))) {
                average.members().add(ordinal);
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
        AverageCriterion average = (AverageCriterion) apart;
        int first = page << Pages.SHIFT;
        count.find(page, Decimals.ONE, Long.MAX_VALUE, bits);
        int asked = bits.retain(entry -> average.holds(sum(first + entry), count(first + entry)));
        bits.replaceIn(average.members(), page);
        return (asked + AVERAGES_OF_A_PAGE - 1) / AVERAGES_OF_A_PAGE;
    }

    @Override
    protected void drop(Criterion criterion) {
        criteria = Arrays.stream(criteria).filter(other -> other != criterion).toArray(AverageCriterion[]::new);
    }

    private long sum(int ordinal) {
        return Math.max(sum.get(ordinal), LongField.MISSING + 1);
    }

    private long count(int ordinal) {
        return Math.max(0, count.get(ordinal)) / Decimals.ONE;
    }

    @Override
    public void freeze(Frozen into) {}

    @Override
    public void restore(StateReader in) throws SnapshotException {}
}
