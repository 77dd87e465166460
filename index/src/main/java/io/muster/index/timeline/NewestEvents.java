package io.muster.index.timeline;

import io.muster.index.answer.TimelinePlace;
import io.muster.index.function.HistoryWalk;
import io.muster.index.history.Events;
import io.muster.index.segment.FunctionCompiler;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;

/**
 * The newest events of one customer below a place, gathered in a bounded room from a history in any order. What falls
 * out of the room draws a line, and what is under the line is not taken any more: so all that is alive above the line
 * is here, whatever changes meanwhile. Changes may leave too few, and then the history is to be read again with more
 * room. One thread.
 */
final class NewestEvents implements HistoryWalk.Reader {
    private final FunctionCompiler.History history;
    private final TimelinePlace top;
    private final int room;
    private final TreeSet<TimelinePlace> held = new TreeSet<>();
    private TimelinePlace line;

    /**
     * None yet.
     *
     * @param top they are below it
     * @param room how many are held at most
     */
    NewestEvents(FunctionCompiler.History history, TimelinePlace top, int room) {
        this.history = history;
        this.top = top;
        this.room = room;
    }

    @Override
    public boolean wants(int kind) {
        return kind != Events.DEAD;
    }

    @Override
    public void read(int row) {
        long at = history.events().timeMillis(row);
        boolean wanted = top.isAbove(at, row) && (line == null || !line.isAbove(at, row));
        if (wanted && hasHappened(row)) {
            held.add(new TimelinePlace(at, row));
            if (held.size() > room) {
                line = held.pollLast();
            }
        }
    }

    @Override
    public void readAgain(int row, int kind) {
        held.removeIf(place -> place.row() == row);
        if (wants(history.events().kind(row))) {
            read(row);
        }
    }

    /** Whether the history holds no more than the {@link #first} so many and one after them say. */
    boolean has(int count) {
        return line == null || held.size() > count;
    }

    /** The first of them, the newest first; fewer where there are fewer. */
    List<TimelinePlace> first(int count) {
        return held.stream().limit(count).toList();
    }

    /** Below which place it goes on after the first; null where it does not. */
    TimelinePlace after(int count) {
        Iterator<TimelinePlace> places = held.iterator();
        TimelinePlace last = null;
        for (int i = 0; i < count && places.hasNext(); i++) {
            last = places.next();
        }
        return places.hasNext() ? last : null;
    }

    /** An order or checkout may be known by what became of it before it is known itself. */
    private boolean hasHappened(int row) {
        int reference = history.events().reference(row);
        return switch (history.events().kind(row)) {
            case Events.ORDER -> history.orders().isPlaced(reference);
            case Events.CHECKOUT -> history.checkouts().isStarted(reference);
            default -> true;
        };
    }
}
