package io.muster.index.function;

import io.muster.index.criterion.Criterion;
import io.muster.index.criterion.Flips;
import io.muster.index.history.Events;
import io.muster.index.memory.LongPages;
import io.muster.index.snapshot.Frozen;
import io.muster.index.snapshot.SnapshotException;
import io.muster.index.snapshot.StateReader;
import io.muster.index.snapshot.Structure;
import io.muster.index.time.Due;
import io.muster.index.time.DueHeap;
import io.muster.index.time.EngineTime;
import io.muster.index.time.OrderedIndex;
import org.agrona.collections.IntArrayList;
import org.roaringbitmap.RoaringBitmap;

/**
 * A function over events with the customers for whom it holds. An event asks it again for its customer; time does at
 * the instants at which an event of the customer enters or leaves the dates asked for. One thread.
 */
final class FunctionCriterion extends Criterion {
    /** Of a history that takes a microsecond. */
    private static final int USUAL_ROWS = 32;

    private final Events events;
    private final EngineTime time;
    private final DueHeap heap;
    private final Flips flips;
    private final EventFunction.Parts parts;
    private final Tally tally = new Tally();
    private final OrderedIndex waiting = new OrderedIndex();
    private final LongPages due = new LongPages(Due.NEVER);
    private final Waking waking = new Waking();
    private long nextMillis;
    private int rows;

    FunctionCriterion(EventFunction function, Events events, EngineTime time, DueHeap heap, Flips flips) {
        super(function, new RoaringBitmap());
        this.events = events;
        this.time = time;
        this.heap = heap;
        this.flips = flips;
        parts = function.parts().get();
        heap.schedule(waking, Due.NEVER);
    }

    int kind() {
        return parts.picker().kind();
    }

    /**
     * Asks again for one customer, and notes when to ask next.
     *
     * @return how many customers of usual length could have been asked in that time, at least 1
     */
    int ask(int ordinal) {
        rows = 0;
        set(ordinal, holds(ordinal), flips);
        await(ordinal, nextMillis);
        return 1 + rows / USUAL_ROWS;
    }

    /** The customer is gone. */
    void forget(int ordinal) {
        set(ordinal, false, flips);
        await(ordinal, Due.NEVER);
    }

    /** The events of the customer that it picks whatever their date. */
    PickedEvents picked(int ordinal) {
        return new PickedEvents(parts, events, ordinal);
    }

    /** Nothing is to be asked any more. */
    void withdraw() {
        heap.remove(waking);
    }

    /** Whether it holds for a customer without events. */
    boolean holdsForNothing() {
        begin();
        return holdsTogether();
    }

    private void begin() {
        nextMillis = Due.NEVER;
        tally.reset();
        parts.aggregates().forEach(Aggregate::reset);
    }

    private boolean holds(int ordinal) {
        long now = time.nowMillis();
        begin();
        for (int row = events.newest(ordinal); row != Events.NONE; row = events.previous(row)) {
            rows++;
            if (events.kind(row) == kind() && parts.picker().picks(row)) {
                consider(row, now);
            }
        }
        return holdsTogether();
    }

    private boolean holdsTogether() {
        for (Aggregate aggregate : parts.aggregates()) {
            if (!aggregate.holds(tally)) {
                return false;
            }
        }
        return true;
    }

    private void consider(int row, long now) {
        long at = events.timeMillis(row);
        long from = parts.picker().countsFromMillis(row);
        nextMillis = Math.min(nextMillis, parts.date().nextMillis(at, now));
        if (from > now) {
            nextMillis = Math.min(nextMillis, from);
        } else if (parts.date().holds(at, now)) {
            parts.picker().add(tally);
            for (Aggregate aggregate : parts.aggregates()) {
                aggregate.add(parts.picker());
            }
        }
    }

    private void await(int ordinal, long atMillis) {
        long old = due.get(ordinal);
        if (old == atMillis) {
            return;
        }
        if (old != Due.NEVER) {
            waiting.remove(old, ordinal);
        }
        due.set(ordinal, atMillis);
        if (atMillis != Due.NEVER) {
            waiting.add(atMillis, ordinal);
        }
        heap.schedule(waking, waiting.ceiling(Long.MIN_VALUE));
    }

    @Override
    public void freeze(Frozen into) {
        super.freeze(into);
        int order = heap.order(waking);
        into.add(Structure.FUNCTION, out -> out.putInt(order));
        due.freeze(into);
    }

    @Override
    public void restore(StateReader in) throws SnapshotException {
        super.restore(in);
        in.begin(Structure.FUNCTION);
        int order = in.getInt("place among what is due", 0, Integer.MAX_VALUE - 1);
        due.restore(in);
        WaitingCustomers.load(due, waiting);
        heap.restore(waking, order, waiting.ceiling(Long.MIN_VALUE));
    }

    /** Asks again for those whose time has come. */
    private final class Waking extends Due {
        private final IntArrayList woken = new IntArrayList();

        @Override
        public int run(int budget) {
            woken.clear();
            waiting.forEach(
                    atMillis(), Integer.MIN_VALUE, atMillis() + 1, budget, (ordinal, at) -> woken.addInt(ordinal));
            int visits = 0;
            for (int i = 0; i < woken.size() && visits < budget; i++) {
                visits += ask(woken.getInt(i));
            }
            return Math.max(1, visits);
        }
    }
}
