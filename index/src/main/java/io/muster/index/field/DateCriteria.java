package io.muster.index.field;

import io.muster.index.column.LongColumn;
import io.muster.index.criterion.Criterion;
import io.muster.index.criterion.Flips;
import io.muster.index.criterion.WindowCriterion;
import io.muster.index.criterion.Windows;
import io.muster.index.time.DueHeap;
import io.muster.index.time.EngineTime;
import io.muster.index.time.LocalDays;
import io.muster.index.time.Window;

/**
 * The criteria over one date field that the clock moves, with what is kept beside them while there are some. One
 * thread.
 */
final class DateCriteria {
    private final LongColumn column;
    private final EngineTime time;
    private final LocalDays days;
    private final DueHeap heap;
    private final Flips flips;
    private Windows windows;
    private Anniversaries anniversaries;

    DateCriteria(LongColumn column, EngineTime time, LocalDays days, DueHeap heap, Flips flips) {
        this.column = column;
        this.time = time;
        this.days = days;
        this.heap = heap;
        this.flips = flips;
    }

    boolean isEmpty() {
        return windows == null && anniversaries == null;
    }

    /** The column holds the new value already. */
    void change(int ordinal, long oldValue, long newValue) {
        if (windows != null) {
            windows.change(ordinal, oldValue, newValue);
        }
        if (anniversaries != null) {
            anniversaries.change(ordinal, oldValue, newValue);
        }
    }

    /** A local midnight has come; {@link #sweep} asks those whom it moves. */
    void midnight() {
        if (windows != null) {
            windows.midnight();
        }
        if (anniversaries != null) {
            anniversaries.midnight();
        }
    }

    /** Asks some of those whom the midnight moves; returns how many, fewer than {@code budget} for the last. */
    int sweep(int budget) {
        int visited = windows == null ? 0 : windows.sweep(budget);
        return anniversaries == null ? visited : visited + anniversaries.sweep(budget - visited);
    }

    Criterion add(Window window) {
        if (windows == null) {
            windows = new Windows(column, time, days, heap, flips);
        }
        return windows.add(window);
    }

    Criterion add(Anniversary anniversary) {
        if (anniversaries == null) {
            anniversaries = new Anniversaries(column, days, flips);
        }
        return anniversaries.add(anniversary);
    }

    /** Puts the customers of a part of the ordinals in or out. */
    void fill(WindowCriterion window, int part, int from, int to) {
        boolean first = windows.start(part);
        for (int ordinal = from; ordinal < to; ordinal++) {
            long value = column.get(ordinal);
            if (value != LongColumn.MISSING) {
                if (first) {
                    windows.enter(ordinal, value);
                }
                if (window.holds(value)) {
                    window.members().add(ordinal);
                }
            }
        }
    }

    /** Likewise. */
    void fill(Anniversaries.AnniversaryCriterion anniversary, int part, int from, int to) {
        boolean first = anniversaries.start(part);
        for (int ordinal = from; ordinal < to; ordinal++) {
            long value = column.get(ordinal);
            if (value != LongColumn.MISSING) {
                anniversaries.enter(anniversary, ordinal, value, first);
            }
        }
    }

    void remove(WindowCriterion window) {
        windows.remove(window);
        windows = windows.isEmpty() ? null : windows;
    }

    void remove(Anniversaries.AnniversaryCriterion anniversary) {
        anniversaries.remove(anniversary);
        anniversaries = anniversaries.isEmpty() ? null : anniversaries;
    }

    /** The values and the criteria have been restored: what is kept beside them follows. */
    void restored(int fillLength) {
        if (isEmpty()) {
            return;
        }
        int count = column.present();
        int parts = column.ordinals() / fillLength;
        long[] values = new long[count];
        int[] ordinals = new int[count];
        column.copyTo(values, ordinals);
        if (anniversaries != null) {
            anniversaries.restore(values, ordinals, parts);
        }
        if (windows != null) {
            windows.restore(values, ordinals, count, parts);
        }
    }
}
