package io.muster.index.criterion;

import io.muster.index.snapshot.Frozen;
import io.muster.index.snapshot.SnapshotException;
import io.muster.index.snapshot.StateReader;
import io.muster.index.time.Window;

/** Holds where the value is in a span of time of which at least one end moves with the clock. */
public final class WindowCriterion extends LongCriterion {
    private final Windows windows;
    private final Edge lower;
    private final Edge upper;

    WindowCriterion(Window window, Windows windows, Edge lower, Edge upper) {
        super(window);
        this.windows = windows;
        this.lower = lower;
        this.upper = upper;
    }

    Edge lower() {
        return lower;
    }

    /** Null where the window has no upper end. */
    Edge upper() {
        return upper;
    }

    @Override
    public boolean holds(long value) {
        return value >= Math.max(lower.pointMillis(), RangeSet.LOWEST)
                && (upper == null || value < upper.pointMillis());
    }

    /** The dates of a customer are at hand when its windows are asked, and the members of many windows are not. */
    @Override
    public boolean has(int ordinal) {
        return isComplete() && !windows.isPassing() ? holds(windows.value(ordinal)) : super.has(ordinal);
    }

    @Override
    protected void addTo(Frozen into) {
        super.addTo(into);
        lower.freeze(into);
        if (upper != null) {
            upper.freeze(into);
        }
    }

    @Override
    public void restore(StateReader in) throws SnapshotException {
        super.restore(in);
        lower.restore(in);
        if (upper != null) {
            upper.restore(in);
        }
    }
}
