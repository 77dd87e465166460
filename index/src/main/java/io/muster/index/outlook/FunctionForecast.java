package io.muster.index.outlook;

import io.muster.index.criterion.RangeSet;
import io.muster.index.function.Effort;
import io.muster.index.function.PickedEvents;
import io.muster.index.time.LocalDays;
import io.muster.index.time.Window;
import java.util.ArrayList;
import java.util.List;

/**
 * A function over events: what counts is kept as a tally to which each event that enters or leaves the dates asked for
 * adds or takes its part. One thread.
 */
final class FunctionForecast extends Forecast {
    private final PickedEvents events;
    private final int[] windowsAround;
    private final RangeSet standing;
    private final List<WindowSweep> sweeps = new ArrayList<>();
    private long atMillis;
    private int placed;
    private boolean stands;
    private int looked;
    private int begun;
    private long nextMillis;

    /** Stands nowhere: {@link #begin} comes first. */
    FunctionForecast(PickedEvents events, LocalDays days, long nowMillis) {
        this.events = events;
        windowsAround = new int[events.size()];
        List<long[]> fixed = new ArrayList<>();
        for (Window window : events.date().windows()) {
            if (window.moves()) {
                sweeps.add(new WindowSweep(window, events, windowsAround, days));
            } else {
                fixed.add(RangeSet.span(window));
            }
        }
        standing = RangeSet.union(fixed);
        nextMillis = nowMillis;
    }

    @Override
    boolean begin(Effort effort) {
        for (; placed < events.size(); placed++) {
            if (effort.isSpent()) {
                return false;
            }
            windowsAround[placed] = standing.contains(events.timeMillis(placed)) ? 1 : 0;
            effort.move();
        }
        if (!stands && !advance(effort)) {
            return false;
        }
        stands = true;
        for (; looked < events.size(); looked++) {
            if (effort.isSpent()) {
                return false;
            }
            look(looked);
            effort.move();
        }
        return true;
    }

    /** The events, those that count where the forecast stands among them. */
    PickedEvents events() {
        return events;
    }

    @Override
    boolean holds() {
        return events.holds();
    }

    @Override
    long nextMillis() {
        return nextMillis;
    }

    @Override
    boolean advance(Effort effort) {
        atMillis = nextMillis;
        for (WindowSweep sweep : sweeps) {
            if (!sweep.advance(atMillis, this::look, effort)) {
                return false;
            }
        }
        for (; begun < events.size() && events.countsFromMillis(begun) <= atMillis; begun++) {
            if (effort.isSpent()) {
                return false;
            }
            look(begun);
            effort.move();
        }
        nextMillis = begun < events.size() ? events.countsFromMillis(begun) : NEVER;
        for (WindowSweep sweep : sweeps) {
            nextMillis = Math.min(nextMillis, sweep.nextMillis());
        }
        effort.spend(1);
        return true;
    }

    private void look(int event) {
        boolean dated = windowsAround[event] > 0 != events.date().negated();
        events.count(event, dated && events.countsFromMillis(event) <= atMillis);
    }
}
