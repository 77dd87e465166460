package io.muster.index.function;

import io.muster.index.time.Bound;
import io.muster.index.time.BoundPasses;
import io.muster.index.time.Due;
import io.muster.index.time.LocalDays;
import io.muster.index.time.Window;
import java.util.List;
import java.util.function.Function;

/** What a function asks of the time of an event: to be in one of some windows, or in none. One thread. */
public final class DateTest {
    /** Asks nothing. */
    public static final DateTest ANY = new DateTest(List.of(), true, null);

    private final List<Window> windows;
    private final boolean negated;
    private final BoundPasses[] entries;
    private final BoundPasses[] exits;

    public DateTest(List<Window> windows, boolean negated, LocalDays days) {
        this.windows = windows;
        this.negated = negated;
        entries = passes(windows, Window::upper, days);
        exits = passes(windows, Window::lower, days);
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
        for (int window = 0; window < entries.length; window++) {
            if (nowMillis >= entersMillis(window, timeMillis) && nowMillis < exits[window].of(timeMillis)) {
                return !negated;
            }
        }
        return negated;
    }

    /** When that may next be otherwise, or {@link Due#NEVER}. */
    public long nextMillis(long timeMillis, long nowMillis) {
        long next = Due.NEVER;
        for (int window = 0; window < entries.length; window++) {
            long enters = entersMillis(window, timeMillis);
            long leaves = exits[window].of(timeMillis);
            if (enters > nowMillis) {
                next = Math.min(next, enters);
            }
            if (leaves > nowMillis) {
                next = Math.min(next, leaves);
            }
        }
        return next;
    }

    private long entersMillis(int window, long timeMillis) {
        return windows.get(window).upper() instanceof Bound.None ? Long.MIN_VALUE : entries[window].of(timeMillis);
    }

    private static BoundPasses[] passes(List<Window> windows, Function<Window, Bound> end, LocalDays days) {
        return windows.stream()
                .map(window -> new BoundPasses(end.apply(window), days))
                .toArray(BoundPasses[]::new);
    }
}
