package io.muster.index.outlook;

import io.muster.index.history.Checkouts;
import io.muster.index.history.Events;
import io.muster.index.segment.FunctionCompiler;
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

    /** The date of the newest abandoned checkout: each open checkout counts once its delay has passed. */
    static DateCourse abandonedCheckout(long present, FunctionCompiler.History history, int ordinal, long nowMillis) {
        Events events = history.events();
        Checkouts checkouts = history.checkouts();
        long[] starts = new long[8];
        int size = 0;
        for (int row = events.newest(ordinal); row != Events.NONE; row = events.previous(row)) {
            if (events.kind(row) == Events.CHECKOUT
                    && isOpen(checkouts, events.reference(row), row)
                    && events.timeMillis(row) + history.abandonmentMillis() > nowMillis) {
                starts = size == starts.length ? Arrays.copyOf(starts, 2 * size) : starts;
                starts[size++] = events.timeMillis(row);
            }
        }
        Arrays.sort(starts, 0, size);
        long[] values = new long[size + 1];
        long[] changes = new long[size];
        values[0] = present;
        int steps = 0;
        for (int i = 0; i < size; i++) {
            if (starts[i] > values[steps]) {
                changes[steps] = starts[i] + history.abandonmentMillis();
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

    private static boolean isOpen(Checkouts checkouts, int checkout, int row) {
        return checkouts.isStarted(checkout) && !checkouts.isCompleted(checkout) && checkouts.row(checkout) == row;
    }
}
