package io.muster.index.function;

import io.muster.index.history.Events;
import org.agrona.collections.IntArrayList;
import org.roaringbitmap.RoaringBitmap;

/**
 * Whose histories are too long to walk through them for every new row, and of these, which have been read once for all
 * functions there were: from then on a function that has picked nothing of one need not look. One thread.
 */
final class LongHistories {
    private final Events events;
    private final int usualRows;
    private final RoaringBitmap read = new RoaringBitmap();

    /**
     * None is read.
     *
     * @param usualRows a history of more is long
     */
    LongHistories(Events events, int usualRows) {
        this.events = events;
        this.usualRows = usualRows;
    }

    boolean isLong(int ordinal) {
        return events.chainLength(ordinal) > usualRows;
    }

    /** Whether the customer's history is long and has been read. */
    boolean isRead(int ordinal) {
        return read.contains(ordinal);
    }

    /** Whether the customer's history is long and still to be read; from now on it counts as read. */
    boolean begin(int ordinal) {
        return isLong(ordinal) && read.checkedAdd(ordinal);
    }

    /** The customer's rows, the newest first. */
    IntArrayList rows(int ordinal) {
        IntArrayList rows = new IntArrayList(events.chainLength(ordinal), Events.NONE);
        for (int row = events.newest(ordinal); row != Events.NONE; row = events.previous(row)) {
            rows.addInt(row);
        }
        return rows;
    }

    /** The customer is gone. */
    void forget(int ordinal) {
        read.remove(ordinal);
    }
}
