package io.muster.index.field;

import java.math.BigDecimal;

/**
 * A span of averages. A null end is open.
 *
 * @param low least average, or the one it must be above
 * @param lowIncluded whether {@code low} itself is in
 * @param high greatest average, or the one it must be below
 * @param highIncluded whether {@code high} itself is in
 */
public record AverageRange(BigDecimal low, boolean lowIncluded, BigDecimal high, boolean highIncluded) {
    /** Numbers with more digits than this are not compared with averages. */
    public static final int MAX_DIGITS = 18;
}
