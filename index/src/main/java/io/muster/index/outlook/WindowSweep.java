package io.muster.index.outlook;

import io.muster.index.function.Effort;
import io.muster.index.function.PickedEvents;
import io.muster.index.time.Bound;
import io.muster.index.time.LocalDays;
import io.muster.index.time.Window;
import java.util.function.IntConsumer;

/**
 * A window that moves over the events of one customer: they enter it and leave it in the order of their times. One
 * thread.
 */
final class WindowSweep {
    private final PickedEvents events;
    private final int[] windowsAround;
    private final boolean bounded;
    private final Passing[] uppers;
    private final Passing[] lowers;
    private int entered;
    private int left;

    /**
     * Before the first event has entered.
     *
     * @param windowsAround how many windows each event is in; kept up by the sweep
     */
    WindowSweep(Window window, PickedEvents events, int[] windowsAround, LocalDays days) {
        this.events = events;
        this.windowsAround = windowsAround;
        bounded = !(window.upper() instanceof Bound.None);
        uppers = new Passing[] {new Passing(window.upper(), days), new Passing(window.upper(), days)};
        lowers = new Passing[] {new Passing(window.lower(), days), new Passing(window.lower(), days)};
    }

    /** When the next event enters or leaves, or {@link Forecast#NEVER}. */
    long nextMillis() {
        long enters = entered < events.size() ? entersMillis(entered, 0) : Forecast.NEVER;
        return left < events.size() ? Math.min(enters, leavesMillis(left, 1)) : enters;
    }

    /**
     * Goes to that instant or a later one, and tells of each event that has entered or left; to be called again where
     * it returns false because the effort is spent.
     */
    boolean advance(long atMillis, IntConsumer moved, Effort effort) {
        for (; entered < events.size() && entersMillis(entered, 0) <= atMillis; entered++) {
            if (effort.isSpent()) {
                return false;
            }
            move(entered, 0, 1, moved);
            effort.move();
        }
        for (; left < events.size() && leavesMillis(left, 1) <= atMillis; left++) {
            if (effort.isSpent()) {
                return false;
            }
            move(left, 1, -1, moved);
            effort.move();
        }
        return true;
    }

    /** An event that would leave before it enters is never in. */
    private void move(int event, int end, int step, IntConsumer moved) {
        if (entersMillis(event, end) < leavesMillis(event, end)) {
            windowsAround[event] += step;
            moved.accept(event);
        }
    }

    /** {@code end} says at which of the two places of the sweep the event is asked about. */
    private long entersMillis(int event, int end) {
        return bounded ? uppers[end].millis(events.timeMillis(event)) : Long.MIN_VALUE;
    }

    private long leavesMillis(int event, int end) {
        return lowers[end].millis(events.timeMillis(event));
    }
}
