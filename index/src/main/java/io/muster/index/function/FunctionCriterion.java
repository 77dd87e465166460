package io.muster.index.function;

import io.muster.index.criterion.Criterion;
import io.muster.index.criterion.Flips;
import io.muster.index.history.Events;
import io.muster.index.memory.SparseLongs;
import io.muster.index.snapshot.Frozen;
import io.muster.index.snapshot.SnapshotException;
import io.muster.index.snapshot.StateReader;
import io.muster.index.snapshot.Structure;
import io.muster.index.time.Due;
import io.muster.index.time.DueHeap;
import io.muster.index.time.EngineTime;
import io.muster.index.time.OrderedIndex;
import java.util.Set;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.collections.IntArrayList;
import org.roaringbitmap.RoaringBitmap;

/**
 * A function over events with the customers for whom it holds. An event asks it again for its customer; time does at
 * the instants at which an event of the customer enters or leaves the dates asked for. One thread.
 */
final class FunctionCriterion extends Criterion {
    /** Of a history that takes a microsecond. */
    private static final int USUAL_ROWS = 32;

    /** What {@link #fill} returns where it is to be called again. */
    static final int UNFINISHED = 0;

    private static final int ROWS_AT_ONCE = 1_024;

    private final Events events;
    private final EngineTime time;
    private final DueHeap heap;
    private final Flips flips;
    private final EventFunction.Parts parts;
    private final Tally tally = new Tally();
    private final OrderedIndex waiting = new OrderedIndex();
    /** The instants of those who wait, by customer: most functions pick few. */
    private final SparseLongs due = new SparseLongs(Due.NEVER);

    private final Waking waking = new Waking();
    private final LongHistories longHistories;
    /** Of customers with long histories, those of which something is picked. */
    private final Int2ObjectHashMap<LongHistory> longOnes = new Int2ObjectHashMap<>();

    /** Customers from there on, up to the first younger one, are still to come in the filling. */
    private int filledTo;

    private final int firstYounger;
    private long nextMillis;
    private long round;
    private int rows;

    /**
     * A criterion that holds for nobody yet.
     *
     * @param firstYounger customers from here on came later: no filling asks for them
     * @param longHistories a customer who has one gets a {@link LongHistory} if something of it is picked
     */
    FunctionCriterion(
            EventFunction function,
            Events events,
            EngineTime time,
            DueHeap heap,
            Flips flips,
            int firstYounger,
            LongHistories longHistories) {
        super(function, new RoaringBitmap());
        this.firstYounger = firstYounger;
        this.longHistories = longHistories;
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

    /** Texts in lower case of which a row must have one to concern this; null where any row of the kind may. */
    Set<String> neededTexts() {
        return parts.picker().neededTexts();
    }

    /** Tells the texts of a row of the kind. */
    void texts(int row, RowTexts to) {
        parts.picker().texts(row, to);
    }

    /** Whether this was not asked so before in this round. */
    boolean isFirstIn(long thisRound) {
        boolean first = round != thisRound;
        round = thisRound;
        return first;
    }

    /** A row of the customer's history is new, or something of it has changed. */
    void changed(int ordinal, int row) {
        if (!longOnes.containsKey(ordinal) && !isRead(ordinal)) {
            fill(ordinal, ROWS_AT_ONCE);
            return;
        }
        LongHistory history = read(ordinal, row);
        if (history != null && history.isRead()) {
            ask(ordinal);
        }
    }

    /** A row of a history that has grown long; the answer stays as it is. */
    void readPast(int ordinal, int row) {
        if (!isAwaited(ordinal)) {
            read(ordinal, row);
        }
    }

    /** Reads a row of a long history; null where nothing of it is picked, with this row neither. */
    private LongHistory read(int ordinal, int row) {
        LongHistory history = longOnes.get(ordinal);
        if (history == null && picks(row)) {
            history = LongHistory.notPicked(parts, events);
            longOnes.put(ordinal, history);
        }
        if (history != null) {
            history.read(row, time.nowMillis());
        }
        return history;
    }

    private boolean picks(int row) {
        return events.kind(row) == kind() && parts.picker().picks(row);
    }

    /** Whether the customer's history is long, and what this picks of it is known. */
    private boolean isRead(int ordinal) {
        return longHistories.isRead(ordinal) && !isAwaited(ordinal);
    }

    /** Whether the filling is still to come to the customer; it reads a long history in its turn. */
    private boolean isAwaited(int ordinal) {
        return !isComplete() && ordinal >= filledTo && ordinal < firstYounger;
    }

    /** The filling has asked for all before this customer. */
    void filledTo(int ordinal) {
        filledTo = ordinal;
    }

    /**
     * Asks again for one customer, and notes when to ask next.
     *
     * @return how many customers of usual length could have been asked in that time, at least 1
     */
    int ask(int ordinal) {
        return fill(ordinal, Integer.MAX_VALUE);
    }

    /**
     * As {@link #ask}, for a customer who was not asked before; a long history is read a part at a time.
     *
     * @return likewise; {@link #UNFINISHED} where it is to be called again
     */
    int fill(int ordinal) {
        int asked = fill(ordinal, ROWS_AT_ONCE);
        LongHistory history = longOnes.get(ordinal);
        if (asked != UNFINISHED && history != null && history.isEmpty()) {
            longOnes.remove(ordinal);
        }
        return asked;
    }

    private int fill(int ordinal, int rowsAtOnce) {
        LongHistory history = longOnes.get(ordinal);
        if (history == null) {
            if (isRead(ordinal)) {
                return 1;
            }
            if (!isAwaited(ordinal) || !longHistories.isLong(ordinal)) {
                walk(ordinal);
                return settle(ordinal);
            }
            history = new LongHistory(parts, events, ordinal);
            longOnes.put(ordinal, history);
        }
        return history.readMore(rowsAtOnce, time.nowMillis()) ? pass(ordinal, history, Integer.MAX_VALUE) : UNFINISHED;
    }

    /** Brings a long history to now, or nearer to it; only when it is there the criterion has its answer. */
    private int pass(int ordinal, LongHistory history, int limit) {
        int passed = history.passTo(time.nowMillis(), limit);
        if (passed == limit) {
            return limit;
        }
        set(ordinal, history.holds(), flips);
        await(ordinal, history.nextMillis());
        if (history.isEmpty() && !isAwaited(ordinal)) {
            longOnes.remove(ordinal);
        }
        return 1 + passed;
    }

    private int settle(int ordinal) {
        set(ordinal, holdsTogether(), flips);
        await(ordinal, nextMillis);
        return 1 + rows / USUAL_ROWS;
    }

    /** The customer is gone. */
    void forget(int ordinal) {
        longOnes.remove(ordinal);
        set(ordinal, false, flips);
        await(ordinal, Due.NEVER);
    }

    /** Picks the events of a customer whatever their date, as a walk through the history comes to them. */
    Picking picking() {
        return new Picking(parts, events);
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

    /** Adds up the customer's history. */
    private void walk(int ordinal) {
        long now = time.nowMillis();
        begin();
        rows = 0;
        for (int row = events.newest(ordinal); row != Events.NONE; row = events.previous(row)) {
            rows++;
            if (picks(row)) {
                consider(row, now);
            }
        }
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
        heap.schedule(waking, waiting.first());
    }

    @Override
    protected void addTo(Frozen into) {
        super.addTo(into);
        int order = heap.order(waking);
        into.add(Structure.FUNCTION, out -> out.putInt(order));
        waiting.freeze(into);
    }

    @Override
    public void restore(StateReader in) throws SnapshotException {
        super.restore(in);
        int version = in.begin(Structure.FUNCTION);
        int order = in.getInt("place among what is due", 0, Integer.MAX_VALUE - 1);
        if (version < 4) {
            skipLongHistories(version, in);
        }
        if (version < 3) {
            WaitingCustomers.restore(in, waiting);
        } else {
            waiting.restore(in);
        }
        findInstants(in);
        heap.restore(waking, order, waiting.first());
    }

    /** All of them are read again. */
    private static void skipLongHistories(int version, StateReader in) throws SnapshotException {
        for (int lists = version == 1 ? 1 : 2; lists > 0; lists--) {
            for (int left = in.getInt("long histories", 0, Integer.MAX_VALUE); left > 0; left--) {
                in.getInt("customer with a long history", 0, Integer.MAX_VALUE);
            }
        }
    }

    private void findInstants(StateReader in) throws SnapshotException {
        RoaringBitmap twice = new RoaringBitmap();
        waiting.forEach(Long.MIN_VALUE, Integer.MIN_VALUE, Due.NEVER, Integer.MAX_VALUE, (ordinal, atMillis) -> {
            if (due.get(ordinal) != Due.NEVER) {
                twice.add(ordinal);
            }
            due.set(ordinal, atMillis);
        });
        if (!twice.isEmpty()) {
            throw in.refuse("customer who waits", twice.first() + " twice", "each once");
        }
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
                visits += wake(woken.getInt(i), budget - visits);
            }
            return Math.max(1, visits);
        }

        private int wake(int ordinal, int budget) {
            LongHistory history = longOnes.get(ordinal);
            if (history == null) {
                return ask(ordinal);
            }
            if (!history.isRead()) {
                // It waited while its history was short; the filling concludes when all is read.
                await(ordinal, Due.NEVER);
                return 1;
            }
            return pass(ordinal, history, budget);
        }
    }
}
