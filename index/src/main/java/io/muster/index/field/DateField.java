package io.muster.index.field;

import io.muster.index.criterion.Criterion;
import io.muster.index.criterion.Flips;
import io.muster.index.criterion.WindowCriterion;
import io.muster.index.criterion.Windows;
import io.muster.index.time.DueHeap;
import io.muster.index.time.EngineTime;
import io.muster.index.time.LocalDays;
import io.muster.index.time.Window;
import java.time.Instant;

/** Instants, in milliseconds since the epoch. Criteria are fixed ranges or windows that move with the clock. */
public final class DateField extends LongField {
    /** Each value is put in its place in the order: some two milliseconds for so many. */
    private static final int FILL_LENGTH = 8_192;

    private final EngineTime time;
    private final LocalDays days;
    private final DueHeap heap;
    private final Flips flips;
    private Windows windows;
    private Anniversaries anniversaries;

    public DateField(String name, EngineTime time, LocalDays days, DueHeap heap, Flips flips) {
        super(name, FieldKind.DATE, flips);
        this.time = time;
        this.days = days;
        this.heap = heap;
        this.flips = flips;
    }

    @Override
    protected void changed(int ordinal, long oldValue, long newValue) {
        if (windows != null) {
            windows.change(ordinal, oldValue, newValue);
        }
        if (anniversaries != null) {
            anniversaries.change(ordinal, oldValue, newValue);
        }
    }

    /** A local midnight has come; {@link #sweep} asks those whom it moves. */
    public void midnight() {
        if (windows != null) {
            windows.midnight();
        }
        if (anniversaries != null) {
            anniversaries.midnight();
        }
    }

    /** Asks some of those whom the midnight moves; returns how many, fewer than {@code budget} for the last. */
    public int sweep(int budget) {
        int visited = windows == null ? 0 : windows.sweep(budget);
        return anniversaries == null ? visited : visited + anniversaries.sweep(budget - visited);
    }

    @Override
    protected Criterion build(Object predicate) {
        return switch (predicate) {
            case Window window -> buildWindow(window);
            case Anniversary anniversary -> buildAnniversary(anniversary);
            default -> super.build(predicate);
        };
    }

    private Criterion buildAnniversary(Anniversary anniversary) {
        if (anniversaries == null) {
            anniversaries = new Anniversaries(column(), days, flips);
        }
        return anniversaries.add(anniversary);
    }

    private Criterion buildWindow(Window window) {
        if (windows == null) {
            windows = new Windows(time, days, heap, flips);
        }
        return windows.add(window);
    }

    @Override
    public int fillLength() {
        return FILL_LENGTH;
    }

    @Override
    public int fill(Criterion criterion, int from, int to) {
        int part = from / FILL_LENGTH;
        switch (criterion) {
            case WindowCriterion window -> fillWindow(window, windows.start(part), from, to);
            case Anniversaries.AnniversaryCriterion anniversary ->
                fillAnniversary(anniversary, anniversaries.start(part), from, to);
            default -> super.fill(criterion, from, to);
        }
        return to;
    }

    private void fillWindow(WindowCriterion window, boolean first, int from, int to) {
        for (int ordinal = from; ordinal < to; ordinal++) {
            long value = get(ordinal);
            if (value != MISSING) {
                if (first) {
                    windows.enter(ordinal, value);
                }
                if (window.holds(value)) {
                    window.members().add(ordinal);
                }
            }
        }
    }

    private void fillAnniversary(Anniversaries.AnniversaryCriterion anniversary, boolean first, int from, int to) {
        for (int ordinal = from; ordinal < to; ordinal++) {
            long value = get(ordinal);
            if (value != MISSING) {
                anniversaries.enter(anniversary, ordinal, value, first);
            }
        }
    }

    @Override
    protected void drop(Criterion criterion) {
        switch (criterion) {
            case WindowCriterion window -> {
                windows.remove(window);
                windows = windows.isEmpty() ? null : windows;
            }
            case Anniversaries.AnniversaryCriterion anniversary -> {
                anniversaries.remove(anniversary);
                anniversaries = anniversaries.isEmpty() ? null : anniversaries;
            }
            default -> super.drop(criterion);
        }
    }

    @Override
    public Object value(int ordinal) {
        long value = get(ordinal);
        return value == MISSING ? null : Instant.ofEpochMilli(value);
    }

    /** The values and the criteria have been restored: what is kept beside them follows. */
    void restored() {
        if (windows == null && anniversaries == null) {
            return;
        }
        int count = column().present();
        int parts = column().ordinals() / FILL_LENGTH;
        long[] values = new long[count];
        int[] ordinals = new int[count];
        column().copyTo(values, ordinals);
        if (anniversaries != null) {
            anniversaries.restore(values, ordinals, parts);
        }
        if (windows != null) {
            windows.restore(values, ordinals, count, parts);
        }
    }
}
