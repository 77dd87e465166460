package io.muster.index.function;

import io.muster.index.history.Events;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * Goes through the history of one customer part by part, newest row first, while records come: what they change of rows
 * that were read, and what they add, is read at once. So all is as of one moment, that of the last part, however much
 * has come between. One thread.
 */
public final class HistoryWalk implements AutoCloseable {
    /** Who is told of rows. */
    public interface Reader {
        /** Whether it wants rows of that kind. */
        boolean wants(int kind);

        /** A row, older than all before. */
        void read(int row);

        /** What reading a row takes, in units of {@link Effort}. */
        default int cost() {
            return 1;
        }

        /**
         * A row that was read has changed, or is new, or was wanted and is dead now.
         *
         * @param kind of the row when it was alive
         */
        void readAgain(int row, int kind);
    }

    private final Events events;
    private final int ordinal;
    private final List<? extends Reader> readers;
    private final Consumer<HistoryWalk> closed;
    private IntConsumer keeper;
    private int next;
    private boolean lost;

    HistoryWalk(Events events, int ordinal, List<? extends Reader> readers, Consumer<HistoryWalk> closed) {
        this.events = events;
        this.ordinal = ordinal;
        this.readers = readers;
        this.closed = closed;
        next = events.newest(ordinal);
    }

    /** The customer. */
    public int ordinal() {
        return ordinal;
    }

    /** Reads a part; returns whether that was the last, also where the customer {@link #isLost}. */
    public boolean step(Effort effort) {
        while (next != Events.NONE && !effort.isSpent()) {
            int kind = events.kind(next);
            for (Reader reader : readers) {
                if (reader.wants(kind)) {
                    reader.read(next);
                    effort.spend(reader.cost());
                }
            }
            effort.move();
            next = events.previous(next);
        }
        return next == Events.NONE;
    }

    /**
     * What was read stays as it is from now on.
     *
     * @param beforeErasure is told of each row whose names are about to be overwritten, until the walk is closed: of
     *     the customer's, and of others' orders and checkouts, which may have been the customer's and kept their
     *     numbers
     */
    public void fix(IntConsumer beforeErasure) {
        keeper = beforeErasure;
    }

    /** Whether the customer was deleted, or the workspace, before all was read: what was read is worth nothing. */
    public boolean isLost() {
        return lost;
    }

    void changed(int changedOrdinal, int kind, int row) {
        if (changedOrdinal != ordinal || row <= next || keeper != null) {
            return;
        }
        for (Reader reader : readers) {
            if (reader.wants(kind)) {
                reader.readAgain(row, kind);
            }
        }
    }

    void erasing(int row) {
        int kind = events.kind(row);
        boolean mayHaveMoved = kind == Events.ORDER || kind == Events.CHECKOUT;
        if (keeper != null && (mayHaveMoved || events.customer(row) == ordinal)) {
            keeper.accept(row);
        }
    }

    void lose() {
        if (keeper == null) {
            lost = true;
            next = Events.NONE;
            close();
        }
    }

    /** It is told of nothing any more. */
    @Override
    public void close() {
        closed.accept(this);
    }
}
