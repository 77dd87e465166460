package io.muster.index.function;

import io.muster.index.history.Events;
import io.muster.index.time.Due;
import io.muster.index.time.OrderedIndex;
import java.util.Arrays;
import java.util.BitSet;
import org.agrona.collections.Int2IntHashMap;
import org.agrona.collections.IntArrayList;

/**
 * What a function makes of a customer with so many events that to walk through them for every new one would take too
 * long: a running tally to which each event adds its part, or takes it back, when it changes or its time comes. Which
 * of them count is always that of the instant told last. One thread.
 */
final class LongHistory {
    private static final int UNKNOWN = -1;
    private static final int FIRST_LENGTH = 8;

    /** How many rows are found in the time in which one is read. */
    private static final int FOUND_AT_ONCE = 8;

    private final EventFunction.Parts parts;
    private final Events events;
    private final Int2IntHashMap numbers = new Int2IntHashMap(UNKNOWN);
    private final OrderedIndex waiting = new OrderedIndex();
    private final EventShares shares;
    private final RunningTally tally;
    private final Ripe ripe = new Ripe();
    private final BitSet picked = new BitSet();
    private final IntArrayList unread = new IntArrayList();
    private int[] rows = new int[FIRST_LENGTH];
    private long[] dueMillis = new long[FIRST_LENGTH];
    private int size;
    private int next;

    /** Nothing is read yet: {@link #readMore} does that. */
    LongHistory(EventFunction.Parts parts, Events events, int ordinal) {
        this(events.newest(ordinal), parts, events);
    }

    /** Of what is there, each row that is picked is told by {@link #read}. */
    static LongHistory notPicked(EventFunction.Parts parts, Events events) {
        return new LongHistory(Events.NONE, parts, events);
    }

    private LongHistory(int newest, EventFunction.Parts parts, Events events) {
        this.parts = parts;
        this.events = events;
        shares = new EventShares(parts.aggregates());
        tally = new RunningTally(shares);
        next = newest;
    }

    /**
     * Reads about so many rows of the past, the oldest first, because times mostly come in order; true when all are
     * read. What is new meanwhile comes through {@link #read}.
     */
    boolean readMore(int limit, long nowMillis) {
        for (long left = (long) limit * FOUND_AT_ONCE; next != Events.NONE && left > 0; left--) {
            if (events.kind(next) == parts.picker().kind()) {
                unread.addInt(next);
            }
            next = events.previous(next);
        }
        for (int left = limit; next == Events.NONE && !unread.isEmpty() && left > 0; left--) {
            int row = unread.popInt();
            if (numbers.get(row) == UNKNOWN) {
                read(row, nowMillis);
            }
        }
        if (isRead()) {
            unread.trimToSize();
        }
        return isRead();
    }

    /** Whether all of the past is read. */
    boolean isRead() {
        return next == Events.NONE && unread.isEmpty();
    }

    /** Whether nothing of what is read is picked. */
    boolean isEmpty() {
        return picked.isEmpty();
    }

    /** A row is new, or something of it has changed; {@code nowMillis} is what was told last. */
    void read(int row, long nowMillis) {
        int event = numbers.get(row);
        if (event != UNKNOWN) {
            takeOut(event);
        }
        Picker picker = parts.picker();
        if (events.kind(row) == picker.kind() && picker.picks(row)) {
            if (event == UNKNOWN) {
                event = add(row);
            }
            picked.set(event);
            shares.read(event, picker);
            await(event, nowMillis);
        }
    }

    /**
     * Time has come to {@code nowMillis}; at most so many events change sides at once.
     *
     * @return how many did; {@code limit} if there may be more
     */
    int passTo(long nowMillis, int limit) {
        int passed = 0;
        for (; passed < limit && waiting.first() <= nowMillis; passed++) {
            waiting.forEach(Long.MIN_VALUE, Integer.MIN_VALUE, Long.MAX_VALUE, 1, ripe);
            waiting.remove(dueMillis[ripe.event], ripe.event);
            await(ripe.event, nowMillis);
        }
        return passed;
    }

    /** When an event next changes sides, or {@link Due#NEVER}. */
    long nextMillis() {
        return waiting.first();
    }

    /** Whether the function holds. */
    boolean holds() {
        return tally.holds();
    }

    private int add(int row) {
        if (size == rows.length) {
            rows = Arrays.copyOf(rows, size * 2);
            dueMillis = Arrays.copyOf(dueMillis, size * 2);
        }
        rows[size] = row;
        dueMillis[size] = Due.NEVER;
        numbers.put(row, size);
        return size++;
    }

    private void takeOut(int event) {
        picked.clear(event);
        tally.count(event, false);
        if (dueMillis[event] != Due.NEVER) {
            waiting.remove(dueMillis[event], event);
            dueMillis[event] = Due.NEVER;
        }
    }

    /** Counts the event or not, as it is now, and notes when to look at it next. */
    private void await(int event, long nowMillis) {
        long at = events.timeMillis(rows[event]);
        long from = parts.picker().countsFromMillis(rows[event]);
        tally.count(event, from <= nowMillis && parts.date().holds(at, nowMillis));
        long due = parts.date().nextMillis(at, nowMillis);
        dueMillis[event] = from > nowMillis ? Math.min(due, from) : due;
        if (dueMillis[event] != Due.NEVER) {
            waiting.add(dueMillis[event], event);
        }
    }

    /** The event whose turn it is. */
    private static final class Ripe implements OrderedIndex.Visitor {
        private int event;

        @Override
        public void visit(int number, long atMillis) {
            event = number;
        }
    }
}
