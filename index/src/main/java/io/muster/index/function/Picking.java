package io.muster.index.function;

import io.muster.index.history.Events;
import java.util.Arrays;
import java.util.BitSet;
import org.agrona.collections.Int2IntHashMap;
import org.agrona.collections.IntArrayList;

/**
 * Picks the events of one customer for a function, whatever their date, as a walk comes to them; then puts them in
 * order of time. One thread.
 */
public final class Picking implements HistoryWalk.Reader {
    private static final int UNKNOWN = -1;
    private static final int FIRST_LENGTH = 64;

    private final EventFunction.Parts parts;
    private final Events events;
    private final EventShares shares;
    private final BitSet picked = new BitSet();
    private final Int2IntHashMap added = new Int2IntHashMap(UNKNOWN);
    private final IntArrayList walked = new IntArrayList();
    private int[] rows = new int[FIRST_LENGTH];
    private long[] times = new long[FIRST_LENGTH];
    private long[] countsFrom = new long[FIRST_LENGTH];
    private int size;
    private TimeOrder order;

    Picking(EventFunction.Parts parts, Events events) {
        this.parts = parts;
        this.events = events;
        shares = new EventShares(parts.aggregates());
    }

    @Override
    public boolean wants(int kind) {
        return kind == parts.picker().kind();
    }

    @Override
    public void read(int row) {
        if (parts.picker().picks(row)) {
            int event = add(row);
            walked.addInt(event);
            put(event, row);
        }
    }

    @Override
    public void readAgain(int row, int kind) {
        int event = find(row);
        boolean picks = wants(events.kind(row)) && parts.picker().picks(row);
        if (event != UNKNOWN) {
            picked.clear(event);
        }
        if (picks) {
            if (event == UNKNOWN) {
                event = add(row);
                added.put(row, event);
            }
            put(event, row);
        }
    }

    /** Puts them in order of time, after the walk; true when that is done. */
    public boolean arrange(Effort effort) {
        if (order == null) {
            order = new TimeOrder(times, rows, picked);
        }
        return order.step(effort);
    }

    /** The events, after they were put in order; none counts yet. Each call gives others of which none counts. */
    public PickedEvents events() {
        return new PickedEvents(parts, shares, rows, times, countsFrom, order.events());
    }

    /** The walk came to the greater rows first. */
    private int find(int row) {
        int low = 0;
        int high = walked.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (rows[walked.getInt(middle)] > row) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        boolean found = low < walked.size() && rows[walked.getInt(low)] == row;
        return found ? walked.getInt(low) : added.get(row);
    }

    private int add(int row) {
        if (size == rows.length) {
            rows = Arrays.copyOf(rows, 2 * size);
            times = Arrays.copyOf(times, 2 * size);
            countsFrom = Arrays.copyOf(countsFrom, 2 * size);
        }
        rows[size] = row;
        return size++;
    }

    private void put(int event, int row) {
        picked.set(event);
        times[event] = events.timeMillis(row);
        countsFrom[event] = parts.picker().countsFromMillis(row);
        shares.read(event, parts.picker());
    }
}
