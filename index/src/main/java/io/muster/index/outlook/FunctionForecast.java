package io.muster.index.outlook;

import io.muster.index.criterion.RangeSet;
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
    private final List<WindowSweep> sweeps = new ArrayList<>();
    private long atMillis;
    private int begun;
    private long nextMillis;

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
        RangeSet standing = RangeSet.union(fixed);
        for (int event = 0; event < windowsAround.length; event++) {
            windowsAround[event] = standing.contains(events.timeMillis(event)) ? 1 : 0;
        }
        nextMillis = nowMillis;
        advance();
        for (int event = 0; event < windowsAround.length; event++) {
            look(event);
        }
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
    void advance() {
        atMillis = nextMillis;
        nextMillis = NEVER;
        for (WindowSweep sweep : sweeps) {
            sweep.advance(atMillis, this::look);
            nextMillis = Math.min(nextMillis, sweep.nextMillis());
        }
        for (; begun < events.size() && events.countsFromMillis(begun) <= atMillis; begun++) {
            look(begun);
        }
        if (begun < events.size()) {
            nextMillis = Math.min(nextMillis, events.countsFromMillis(begun));
        }
    }

    private void look(int event) {
        boolean dated = windowsAround[event] > 0 != events.date().negated();
        events.count(event, dated && events.countsFromMillis(event) <= atMillis);
    }
}
