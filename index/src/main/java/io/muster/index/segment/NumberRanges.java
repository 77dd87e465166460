package io.muster.index.segment;

import io.muster.index.criterion.RangeSet;
import io.muster.index.record.Decimals;
import io.muster.index.rule.Comparator;
import io.muster.index.rule.RuleException;
import io.muster.index.rule.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * What the comparisons of a number mean as spans of millionths. A value with more places than are kept lies between two
 * kept ones, so that comparisons with it stay exact.
 */
final class NumberRanges {
    private NumberRanges() {}

    /** {@code comparator} must not be NOT_EQUAL: that is the complement of EQUAL. */
    static RangeSet compare(Comparator comparator, Value value) {
        return switch (comparator) {
            case EQUAL, NOT_EQUAL -> RangeSet.of(ceiling(value), floor(value));
            case GREATER_OR_EQUAL -> RangeSet.of(ceiling(value), Long.MAX_VALUE);
            case GREATER -> above(value);
            case LESS -> below(value);
            case LESS_OR_EQUAL -> RangeSet.of(RangeSet.LOWEST, floor(value));
        };
    }

    static RangeSet between(Value low, Value high) {
        return RangeSet.of(ceiling(low), floor(high));
    }

    static RangeSet in(List<Value> values) {
        List<long[]> spans = new ArrayList<>(values.size());
        for (Value value : values) {
            spans.add(new long[] {ceiling(value), floor(value)});
        }
        return RangeSet.union(spans);
    }

    static BigDecimal number(Value value) {
        if (value instanceof Value.Decimal decimal) {
            return decimal.number();
        }
        throw new RuleException(value.span(), Kinds.describe(value), "a number");
    }

    private static RangeSet above(Value value) {
        long floor = floor(value);
        return floor == Long.MAX_VALUE ? RangeSet.of(1, 0) : RangeSet.of(floor + 1, Long.MAX_VALUE);
    }

    private static RangeSet below(Value value) {
        long ceiling = ceiling(value);
        return ceiling <= RangeSet.LOWEST ? RangeSet.of(1, 0) : RangeSet.of(RangeSet.LOWEST, ceiling - 1);
    }

    private static long floor(Value value) {
        return millionths(value, RoundingMode.FLOOR);
    }

    private static long ceiling(Value value) {
        return millionths(value, RoundingMode.CEILING);
    }

    private static long millionths(Value value, RoundingMode rounding) {
        BigDecimal number = number(value);
        if (number.precision() - number.scale() > 13) {
            return number.signum() < 0 ? RangeSet.LOWEST : Long.MAX_VALUE;
        }
        BigDecimal scaled = number.setScale(Decimals.SCALE, rounding).movePointRight(Decimals.SCALE);
        if (scaled.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) >= 0) {
            return Long.MAX_VALUE;
        }
        return scaled.compareTo(BigDecimal.valueOf(RangeSet.LOWEST)) <= 0 ? RangeSet.LOWEST : scaled.longValueExact();
    }
}
