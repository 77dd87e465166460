package io.muster.index.field;

import io.muster.index.record.Decimals;
import java.math.BigDecimal;

/** Whether an average is in a span. Compares sum with value × count in 128 bits: nothing is rounded. */
public final class AverageTest {
    private final Ratio low;
    private final Ratio high;
    private final boolean lowIncluded;
    private final boolean highIncluded;

    public AverageTest(AverageRange range) {
        low = range.low() == null ? null : Ratio.of(range.low());
        high = range.high() == null ? null : Ratio.of(range.high());
        lowIncluded = range.lowIncluded();
        highIncluded = range.highIncluded();
    }

    /** False where the count is 0. */
    public boolean holds(long sumMillionths, long count) {
        return count > 0 && aboveLow(sumMillionths, count) && belowHigh(sumMillionths, count);
    }

    private boolean aboveLow(long sumMillionths, long count) {
        if (low == null) {
            return true;
        }
        int order = low.compareAverage(sumMillionths, count);
        return order > 0 || (lowIncluded && order == 0);
    }

    private boolean belowHigh(long sumMillionths, long count) {
        if (high == null) {
            return true;
        }
        int order = high.compareAverage(sumMillionths, count);
        return order < 0 || (highIncluded && order == 0);
    }

    /** {@code unscaled / 10^scale}, set against an average kept as a sum in millionths and a count. */
    private record Ratio(long unscaled, long sumFactor) {
        static Ratio of(BigDecimal value) {
            BigDecimal stripped = value.stripTrailingZeros();
            if (stripped.scale() < Decimals.SCALE) {
                stripped = stripped.setScale(Decimals.SCALE);
            }
            return new Ratio(stripped.unscaledValue().longValueExact(), power(stripped.scale() - Decimals.SCALE));
        }

        /** Whether sum ÷ count is below (−1), equal to (0) or above (1) this value. */
        int compareAverage(long sumMillionths, long count) {
            long leftHigh = Math.multiplyHigh(sumMillionths, sumFactor);
            long leftLow = sumMillionths * sumFactor;
            long rightHigh = Math.multiplyHigh(unscaled, count);
            long rightLow = unscaled * count;
            int order = Long.compare(leftHigh, rightHigh);
            return order != 0 ? order : Long.compareUnsigned(leftLow, rightLow);
        }

        private static long power(int exponent) {
            long power = 1;
            for (int i = 0; i < exponent; i++) {
                power = Math.multiplyExact(power, 10L);
            }
            return power;
        }
    }
}
