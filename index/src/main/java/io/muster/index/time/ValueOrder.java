package io.muster.index.time;

import java.util.Arrays;

/** Sorts ordinals by their values, eleven bits at a time; ordinals with equal values stay in the order they are in. */
final class ValueOrder {
    private static final int DIGIT_BITS = 11;
    private static final int DIGITS = 1 << DIGIT_BITS;

    private long[] values;
    private int[] ordinals;

    private ValueOrder(long[] values, int[] ordinals) {
        this.values = values;
        this.ordinals = ordinals;
    }

    /** Sorts the first {@code count} of both arrays, in place. */
    static void sort(long[] values, int[] ordinals, int count) {
        if (isSorted(values, count)) {
            return;
        }
        ValueOrder order = new ValueOrder(values, ordinals);
        order.sort(count);
        if (order.values != values) {
            System.arraycopy(order.values, 0, values, 0, count);
            System.arraycopy(order.ordinals, 0, ordinals, 0, count);
        }
    }

    private static boolean isSorted(long[] values, int count) {
        for (int i = 1; i < count; i++) {
            if (values[i] < values[i - 1]) {
                return false;
            }
        }
        return true;
    }

    private void sort(int count) {
        long least = Arrays.stream(values, 0, count).min().orElse(0);
        long greatest = Arrays.stream(values, 0, count).max().orElse(0);
        int bits = Long.SIZE - Long.numberOfLeadingZeros(greatest - least);
        long[] otherValues = new long[count];
        int[] otherOrdinals = new int[count];
        for (int shift = 0; shift < bits; shift += DIGIT_BITS) {
            distribute(count, least, shift, otherValues, otherOrdinals);
            long[] sortedValues = otherValues;
            int[] sortedOrdinals = otherOrdinals;
            otherValues = values;
            otherOrdinals = ordinals;
            values = sortedValues;
            ordinals = sortedOrdinals;
        }
    }

    private void distribute(int count, long least, int shift, long[] toValues, int[] toOrdinals) {
        int[] starts = new int[DIGITS + 1];
        for (int i = 0; i < count; i++) {
            starts[digit(values[i] - least, shift) + 1]++;
        }
        for (int digit = 1; digit <= DIGITS; digit++) {
            starts[digit] += starts[digit - 1];
        }
        for (int i = 0; i < count; i++) {
            int at = starts[digit(values[i] - least, shift)]++;
            toValues[at] = values[i];
            toOrdinals[at] = ordinals[i];
        }
    }

    private static int digit(long distance, int shift) {
        return (int) (distance >>> shift) & DIGITS - 1;
    }
}
