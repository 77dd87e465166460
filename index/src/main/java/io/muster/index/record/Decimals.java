package io.muster.index.record;

import java.math.BigDecimal;

/**
 * Exact decimals as a long: millionths. Six places hold every currency's smallest unit and any ratio a shop keeps; the
 * largest amount is 9.2 × 10¹². A value that does not fit is refused, never rounded.
 */
public final class Decimals {
    /** Decimal places kept. */
    public static final int SCALE = 6;

    /** What 1 is stored as. */
    public static final long ONE = 1_000_000L;

    /** What a hundredth is stored as. */
    public static final long CENT = ONE / 100;

    private Decimals() {}

    /** Whether {@code value} can be kept without loss. */
    public static boolean fits(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() <= SCALE
                && stripped.precision() - stripped.scale() <= 13
                && stripped.movePointRight(SCALE).toBigInteger().bitLength() < 64
                && !stripped.movePointRight(SCALE).equals(BigDecimal.valueOf(Long.MIN_VALUE));
    }

    /** The stored form. Throws {@link ArithmeticException} where {@link #fits} says no. */
    public static long toMillionths(BigDecimal value) {
        return value.movePointRight(SCALE).longValueExact();
    }

    /** The decimal that is stored as {@code millionths}. */
    public static BigDecimal toDecimal(long millionths) {
        BigDecimal value = BigDecimal.valueOf(millionths, SCALE).stripTrailingZeros();
        return value.scale() < 0 ? value.setScale(0) : value;
    }
}
