package io.muster.index.outlook;

import java.util.Arrays;

/**
 * The values that a date will have if no record comes.
 *
 * @param values the present one first
 * @param changes when each gives way to the next, milliseconds since the epoch
 */
record DateCourse(long[] values, long[] changes) {
    private static final long[] NONE = {};

    /** One value for ever. */
    static DateCourse steady(long value) {
        return new DateCourse(new long[] {value}, NONE);
    }

    /**
     * The date of the newest abandoned checkout: each open checkout counts once its delay has passed.
     *
     * @param starts of open checkouts whose delay has not passed yet; sorted by the way
     */
    static DateCourse abandonedCheckout(long present, long[] starts, long delayMillis) {
        int size = starts.length;
        Arrays.sort(starts);
        long[] values = new long[size + 1];
        long[] changes = new long[size];
        values[0] = present;
        int steps = 0;
        for (int i = 0; i < size; i++) {
            if (starts[i] > values[steps]) {
                changes[steps] = starts[i] + delayMillis;
                values[++steps] = starts[i];
            }
        }
        return new DateCourse(Arrays.copyOf(values, steps + 1), Arrays.copyOf(changes, steps));
    }

    /** The value after so many changes. */
    long value(int step) {
        return values[step];
    }

    /** When the value after so many changes gives way, or {@link Forecast#NEVER}. */
    long changesMillis(int step) {
        return step < changes.length ? changes[step] : Forecast.NEVER;
    }
}
