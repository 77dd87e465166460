package io.muster.index.field;

import io.muster.index.column.PageBits;
import io.muster.index.criterion.Criterion;
import io.muster.index.criterion.Flips;
import io.muster.index.criterion.ScannedWindow;
import io.muster.index.criterion.WindowCriterion;
import io.muster.index.time.DueHeap;
import io.muster.index.time.EngineTime;
import io.muster.index.time.LocalDays;
import io.muster.index.time.Window;
import java.time.Instant;
import java.util.Arrays;

/** Instants, in milliseconds since the epoch. Criteria are fixed ranges or windows that move with the clock. */
public final class DateField extends LongField {
    /** Each value is put in its place in the order: some two milliseconds for so many. */
    private static final int FILL_LENGTH = 4_096;

    private final EngineTime time;
    private final LocalDays days;
    private final Flips flips;
    private final DateCriteria saved;
    private final DateCriteria unsaved;
    private ScannedWindow[] scanned = {};

    /**
     * A field without values.
     *
     * @param heap for what segments are made of
     * @param unsavedHeap for what rules that are not saved are made of
     */
    public DateField(String name, EngineTime time, LocalDays days, DueHeap heap, DueHeap unsavedHeap, Flips flips) {
        super(name, FieldKind.DATE, flips);
        this.time = time;
        this.days = days;
        this.flips = flips;
        saved = new DateCriteria(column(), time, days, heap, flips);
        unsaved = new DateCriteria(column(), time, days, unsavedHeap, flips);
    }

    @Override
    protected void changed(int ordinal, long oldValue, long newValue) {
        saved.change(ordinal, oldValue, newValue);
        unsaved.change(ordinal, oldValue, newValue);
        for (ScannedWindow window : scanned) {
            window.change(ordinal, newValue, flips);
        }
    }

    /** A local midnight has come; {@link #sweep} and {@link #sweepUnsaved} ask those whom it moves. */
    public void midnight() {
        saved.midnight();
        unsaved.midnight();
    }

    /** Asks some of those whom the midnight moves; returns how many, fewer than {@code budget} for the last. */
    public int sweep(int budget) {
        return saved.sweep(budget);
    }

    /** The same for rules that are not saved. */
    public int sweepUnsaved(int budget) {
        return unsaved.sweep(budget);
    }

    @Override
    protected Criterion build(Object predicate, boolean isSaved) {
        DateCriteria criteria = isSaved ? saved : unsaved;
        return switch (predicate) {
            case Window window -> isSaved ? criteria.add(window) : addScanned(window);
            case Anniversary anniversary -> criteria.add(anniversary);
            default -> super.build(predicate, isSaved);
        };
    }

    @Override
    public int fillLength() {
        return FILL_LENGTH;
    }

    @Override
    public int fill(Criterion criterion, int from, int to) {
        int part = from / FILL_LENGTH;
        switch (criterion) {
            case WindowCriterion window -> saved.fill(window, part, from, to);
            case Anniversaries.AnniversaryCriterion anniversary -> of(criterion).fill(anniversary, part, from, to);
            default -> super.fill(criterion, from, to);
        }
        return to;
    }

    @Override
    public boolean scans(Criterion apart) {
        return apart instanceof ScannedWindow || super.scans(apart);
    }

    @Override
    public int scan(Criterion apart, int page, PageBits bits) {
        return apart instanceof ScannedWindow window ? window.scan(page, bits) : super.scan(apart, page, bits);
    }

    @Override
    protected void drop(Criterion criterion) {
        switch (criterion) {
            case WindowCriterion window -> saved.remove(window);
            case ScannedWindow window ->
                scanned =
                        Arrays.stream(scanned).filter(other -> other != window).toArray(ScannedWindow[]::new);
            case Anniversaries.AnniversaryCriterion anniversary -> of(criterion).remove(anniversary);
            default -> super.drop(criterion);
        }
    }

    private ScannedWindow addScanned(Window window) {
        ScannedWindow added = new ScannedWindow(window, column(), time, days);
        scanned = Arrays.copyOf(scanned, scanned.length + 1);
        scanned[scanned.length - 1] = added;
        return added;
    }

    private DateCriteria of(Criterion criterion) {
        return criterion.isApart() ? unsaved : saved;
    }

    @Override
    public Object value(int ordinal) {
        long value = get(ordinal);
        return value == MISSING ? null : Instant.ofEpochMilli(value);
    }

    /** The values and the criteria have been restored: what is kept beside them follows. */
    void restored() {
        saved.restored(FILL_LENGTH);
    }
}
