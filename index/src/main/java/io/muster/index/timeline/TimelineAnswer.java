package io.muster.index.timeline;

import io.muster.index.SlowAnswer;
import io.muster.index.answer.CustomerEvent;
import io.muster.index.answer.Timeline;
import io.muster.index.answer.TimelinePlace;
import io.muster.index.function.Effort;
import io.muster.index.function.HistoryWalk;
import io.muster.index.workspace.WorkspaceState;
import java.util.ArrayList;
import java.util.List;

/**
 * The events of a customer below a place. The history is read part by part while records come, and the page is told at
 * once at the end: it is of that moment. Null where the customer or the workspace has gone meanwhile. The engine's
 * thread.
 */
public final class TimelineAnswer implements SlowAnswer<Timeline> {
    /** To tell an event takes about as long as to read so many rows. */
    static final int UNITS_AN_EVENT = 16;

    private final WorkspaceState state;
    private final EventTeller teller;
    private final int ordinal;
    private final TimelinePlace before;
    private final int limit;
    private final int units;
    private int room;
    private NewestEvents newest;
    private HistoryWalk walk;
    private boolean done;
    private Timeline answer;

    /**
     * Not begun.
     *
     * @param ordinal of a living customer
     * @param limit how many events at most, up to {@link Timeline#MOST_EVENTS}
     * @param units of {@link Effort} in each part
     */
    public TimelineAnswer(WorkspaceState state, int ordinal, TimelinePlace before, int limit, int units) {
        this.state = state;
        this.ordinal = ordinal;
        this.before = before;
        this.limit = limit;
        this.units = units;
        teller = new EventTeller(state.history());
        room = limit + 1;
    }

    @Override
    public boolean step() {
        Effort effort = new Effort(units);
        boolean goesOn = true;
        while (!done && goesOn) {
            goesOn = isGone() ? finish(null) : readOrTell(effort);
        }
        return done;
    }

    @Override
    public Timeline get() {
        return answer;
    }

    @Override
    public void close() {
        if (walk != null) {
            walk.close();
        }
    }

    /** Whether something of this part is left to be done. */
    private boolean readOrTell(Effort effort) {
        if (walk == null) {
            begin();
        }
        if (!walk.step(effort)) {
            return false;
        }
        if (!newest.has(limit)) {
            close();
            begin();
            return !effort.isSpent();
        }
        List<TimelinePlace> page = newest.first(limit);
        boolean fits = effort.spent() == 0 || effort.spent() + (long) page.size() * UNITS_AN_EVENT <= units;
        return fits && finish(told(page));
    }

    /** Each time with twice the room, so that changes can't undo the reading for ever. */
    private void begin() {
        room *= 2;
        newest = new NewestEvents(state.history(), before, room);
        walk = state.functions.walk(ordinal, List.of(newest));
    }

    private boolean isGone() {
        return state.functions.isClosed() || !state.living.contains(ordinal);
    }

    private Timeline told(List<TimelinePlace> page) {
        List<CustomerEvent> events = new ArrayList<>(page.size());
        for (TimelinePlace place : page) {
            events.add(teller.told(place.row(), state.time.nowMillis()));
        }
        return new Timeline(events, newest.after(limit));
    }

    private boolean finish(Timeline found) {
        answer = found;
        done = true;
        return false;
    }
}
