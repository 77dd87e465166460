package io.muster.index.function;

/**
 * A sum of longs in 128 bits: what is added can be taken out again, in any order, however large the parts. Reads as the
 * long that is nearest. One thread.
 */
final class WideSum {
    private long high;
    private long low;

    void clear() {
        high = 0;
        low = 0;
    }

    void add(long number) {
        low += number;
        high += (number >> 63) + (Long.compareUnsigned(low, number) < 0 ? 1 : 0);
    }

    void subtract(long number) {
        high -= (number >> 63) + (Long.compareUnsigned(low, number) < 0 ? 1 : 0);
        low -= number;
    }

    /** Above {@link Long#MIN_VALUE}, which stands for no number. */
    long nearest() {
        boolean fits = high == low >> 63 && low != Long.MIN_VALUE;
        return fits ? low : high < 0 ? Long.MIN_VALUE + 1 : Long.MAX_VALUE;
    }
}
