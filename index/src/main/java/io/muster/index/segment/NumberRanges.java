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
    private static final RangeSet NONE = RangeSet.of(1, 0);
    private static final BigDecimal GREATEST = BigDecimal.valueOf(Long.MAX_VALUE, Decimals.SCALE);
    private static final BigDecimal LEAST = BigDecimal.valueOf(RangeSet.LOWEST, Decimals.SCALE);

    private NumberRanges() {}

    /** {@code comparator} must not be NOT_EQUAL: that is the complement of EQUAL. */
    static RangeSet compare(Comparator comparator, Value value) {
        return switch (comparator) {
            case EQUAL, NOT_EQUAL -> in(List.of(value));
            case GREATER_OR_EQUAL -> isAboveAll(value) ? NONE : RangeSet.of(ceiling(value), Long.MAX_VALUE);
            case GREATER ->
                isAboveAll(value) || floor(value) == Long.MAX_VALUE
                        ? NONE
                        : RangeSet.of(isBelowAll(value) ? RangeSet.LOWEST : floor(value) + 1, Long.MAX_VALUE);
            case LESS ->
                isBelowAll(value) || ceiling(value) == RangeSet.LOWEST
                        ? NONE
                        : RangeSet.of(RangeSet.LOWEST, isAboveAll(value) ? Long.MAX_VALUE : ceiling(value) - 1);
            case LESS_OR_EQUAL -> isBelowAll(value) ? NONE : RangeSet.of(RangeSet.LOWEST, floor(value));
        };
    }

    static RangeSet between(Value low, Value high) {
        return isAboveAll(low) || isBelowAll(high) ? NONE : RangeSet.of(ceiling(low), floor(high));
    }

    static RangeSet in(List<Value> values) {
        List<long[]> spans = new ArrayList<>(values.size());
        for (Value value : values) {
            if (!isAboveAll(value) && !isBelowAll(value)) {
                spans.add(new long[] {ceiling(value), floor(value)});
            }
        }
        return RangeSet.union(spans);
    }

    static BigDecimal number(Value value) {
        if (value instanceof Value.Decimal decimal) {
            return decimal.number();
        }
        throw new RuleException(value.span(), Kinds.describe(value), "a number");
    }

    private static long floor(Value value) {
        return millionths(value, RoundingMode.FLOOR);
    }

    private static long ceiling(Value value) {
        return millionths(value, RoundingMode.CEILING);
    }

    private static long millionths(Value value, RoundingMode rounding) {
        if (isAboveAll(value)) {
            return Long.MAX_VALUE;
        }
        return isBelowAll(value)
                ? RangeSet.LOWEST
                : number(value)
                        .setScale(Decimals.SCALE, rounding)
                        .movePointRight(Decimals.SCALE)
                        .longValueExact();
    }

    private static boolean isAboveAll(Value value) {
        return number(value).compareTo(GREATEST) > 0;
    }

    private static boolean isBelowAll(Value value) {
        return number(value).compareTo(LEAST) < 0;
    }
}
