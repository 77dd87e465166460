package io.muster.index.function;

import io.muster.index.criterion.Criterion;
import io.muster.index.criterion.Flips;
import io.muster.index.history.Events;
import io.muster.index.snapshot.Frozen;
import io.muster.index.snapshot.SnapshotException;
import io.muster.index.snapshot.StateReader;
import io.muster.index.snapshot.StateWriter;
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
    private final RoaringBitmap living;
    private final EventFunction.Parts parts;
    private final Tally tally = new Tally();

    /**
     * When to ask again, and for whom. Nobody looks for a customer's instants, so that those which have become needless
     * stay and are asked at in vain: a list by customer would take memory for all where one is waited for.
     */
    private final OrderedIndex waiting = new OrderedIndex();

    private final Waking waking = new Waking();
    private final int usualRows;
    private final Int2ObjectHashMap<LongHistory> longOnes = new Int2ObjectHashMap<>();
    /** Customers with long histories of which nothing is picked. */
    private final RoaringBitmap longButNotPicked = new RoaringBitmap();

    private long nextMillis;
    private long round;
    private int rows;

    /**
     * A criterion that holds for nobody yet.
     *
     * @param living the customers there are
     * @param usualRows a customer with a history of more rows than that gets a {@link LongHistory}
     */
    FunctionCriterion(
            EventFunction function,
            Events events,
            EngineTime time,
            DueHeap heap,
            Flips flips,
            RoaringBitmap living,
            int usualRows) {
        super(function, new RoaringBitmap());
        this.living = living;
        this.usualRows = usualRows;
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
        if (longButNotPicked.contains(ordinal)) {
            if (!picks(row)) {
                return;
            }
            longButNotPicked.remove(ordinal);
            longOnes.put(ordinal, LongHistory.notPicked(parts, events));
        }
        LongHistory history = longOnes.get(ordinal);
        if (history == null) {
            fill(ordinal, rowsAtOnce());
        } else {
            history.read(row, time.nowMillis());
            if (history.isRead()) {
                ask(ordinal);
            }
        }
    }

    /** The customer's history has grown long; this reads it unless it has. */
    void readAhead(int ordinal) {
        if (!longButNotPicked.contains(ordinal) && !longOnes.containsKey(ordinal)) {
            fill(ordinal, rowsAtOnce());
        }
    }

    private boolean picks(int row) {
        return events.kind(row) == kind() && parts.picker().picks(row);
    }

    /** A criterion that is being filled is not believed yet: what is left is read in its turn. */
    private int rowsAtOnce() {
        return isComplete() ? Integer.MAX_VALUE : ROWS_AT_ONCE;
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
        return fill(ordinal, ROWS_AT_ONCE);
    }

    private int fill(int ordinal, int rowsAtOnce) {
        if (longButNotPicked.contains(ordinal)) {
            return 1;
        }
        LongHistory history = longOnes.get(ordinal);
        if (history == null) {
            if (events.chainLength(ordinal) <= usualRows) {
                walk(ordinal);
                return settle(ordinal);
            }
            history = new LongHistory(parts, events, ordinal);
            longOnes.put(ordinal, history);
        }
        if (!history.readMore(rowsAtOnce, time.nowMillis())) {
            return UNFINISHED;
        }
        int passed = history.passTo(time.nowMillis(), Integer.MAX_VALUE);
        conclude(ordinal, history);
        return 1 + passed;
    }

    /** A long history has been brought to now. */
    private void conclude(int ordinal, LongHistory history) {
        set(ordinal, history.holds(), flips);
        await(ordinal, history.nextMillis());
        if (history.isEmpty()) {
            longOnes.remove(ordinal);
            longButNotPicked.add(ordinal);
        }
    }

    private int settle(int ordinal) {
        set(ordinal, holdsTogether(), flips);
        await(ordinal, nextMillis);
        return 1 + rows / USUAL_ROWS;
    }

    /** The customer is gone. */
    void forget(int ordinal) {
        longOnes.remove(ordinal);
        longButNotPicked.remove(ordinal);
        set(ordinal, false, flips);
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
        if (atMillis != Due.NEVER && waiting.add(atMillis, ordinal)) {
            heap.schedule(waking, waiting.first());
        }
    }

    @Override
    protected void addTo(Frozen into) {
        super.addTo(into);
        int order = heap.order(waking);
        int[] longNow =
                longOnes.keySet().stream().mapToInt(Integer::intValue).sorted().toArray();
        int[] notPickedNow = longButNotPicked.toArray();
        into.add(Structure.FUNCTION, out -> {
            out.putInt(order);
            putAll(longNow, out);
            putAll(notPickedNow, out);
        });
        waiting.freeze(into);
    }

    private static void putAll(int[] ordinals, StateWriter out) {
        out.putInt(ordinals.length);
        for (int ordinal : ordinals) {
            out.putInt(ordinal);
        }
    }

    @Override
    public void restore(StateReader in) throws SnapshotException {
        super.restore(in);
        int version = in.begin(Structure.FUNCTION);
        int order = in.getInt("place among what is due", 0, Integer.MAX_VALUE - 1);
        for (int i = in.getInt("long histories", 0, Integer.MAX_VALUE); i > 0; i--) {
            int ordinal = in.getInt("customer with a long history", 0, Integer.MAX_VALUE);
            LongHistory history = new LongHistory(parts, events, ordinal);
            history.readMore(Integer.MAX_VALUE, time.nowMillis());
            longOnes.put(ordinal, history);
        }
        int notPicked = version == 1 ? 0 : in.getInt("long histories not picked", 0, Integer.MAX_VALUE);
        for (int i = notPicked; i > 0; i--) {
            longButNotPicked.add(in.getInt("customer with a long history not picked", 0, Integer.MAX_VALUE));
        }
        if (version < 3) {
            WaitingCustomers.restore(in, waiting);
        } else {
            waiting.restore(in);
        }
        heap.restore(waking, order, waiting.first());
    }

    /** Asks again for those whose time has come. */
    private final class Waking extends Due {
        private final IntArrayList woken = new IntArrayList();

        @Override
        public int run(int budget) {
            woken.clear();
            long instant = atMillis();
            waiting.forEach(instant, Integer.MIN_VALUE, instant + 1, budget, (ordinal, at) -> woken.addInt(ordinal));
            int visits = 0;
            for (int i = 0; i < woken.size() && visits < budget; i++) {
                visits += wake(woken.getInt(i), instant, budget - visits);
            }
            heap.schedule(this, waiting.first());
            return Math.max(1, visits);
        }

        /** Who has a long history that is not brought to now within the budget waits on. */
        private int wake(int ordinal, long instant, int budget) {
            LongHistory history = longOnes.get(ordinal);
            if (history == null) {
                waiting.remove(instant, ordinal);
                return living.contains(ordinal) ? ask(ordinal) : 1;
            }
            int passed = history.passTo(time.nowMillis(), budget);
            if (passed == budget) {
                return budget;
            }
            waiting.remove(instant, ordinal);
            conclude(ordinal, history);
            return 1 + passed;
        }
    }
}
