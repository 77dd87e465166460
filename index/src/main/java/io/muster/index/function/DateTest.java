package io.muster.index.function;

import io.muster.index.time.Bound;
import io.muster.index.time.Due;
import io.muster.index.time.LocalDays;
import io.muster.index.time.Window;
import java.util.List;

/** What a function asks of the time of an event: to be in one of some windows, or in none. One thread. */
public final class DateTest {
    /** Asks nothing. */
    public static final DateTest ANY = new DateTest(List.of(), true, null);

    private final List<Window> windows;
    private final boolean negated;
    private final LocalDays days;

    public DateTest(List<Window> windows, boolean negated, LocalDays days) {
        this.windows = windows;
        this.negated = negated;
        this.days = days;
    }

    /** In one of which the time of an event must be, or in none. */
    public List<Window> windows() {
        return windows;
    }

    /** Whether it must be in none of them. */
    public boolean negated() {
        return negated;
    }

    /** Whether it holds at {@code nowMillis} for an event of that time. */
    public boolean holds(long timeMillis, long nowMillis) {
        for (Window window : windows) {
            if (nowMillis >= entersMillis(window, timeMillis) && nowMillis < leavesMillis(window, timeMillis)) {
                return !negated;
            }
        }
        return negated;
    }

    /** When that may next be otherwise, or {@link Due#NEVER}. */
    public long nextMillis(long timeMillis, long nowMillis) {
        long next = Due.NEVER;
        for (Window window : windows) {
            long enters = entersMillis(window, timeMillis);
            long leaves = leavesMillis(window, timeMillis);
            if (enters > nowMillis) {
                next = Math.min(next, enters);
            }
            if (leaves > nowMillis) {
                next = Math.min(next, leaves);
            }
        }
        return next;
    }

    private long entersMillis(Window window, long timeMillis) {
        return window.upper() instanceof Bound.None ? Long.MIN_VALUE : days.passesMillis(window.upper(), timeMillis);
    }

    private long leavesMillis(Window window, long timeMillis) {
        return days.passesMillis(window.lower(), timeMillis);
    }
}
