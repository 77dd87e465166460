package io.muster.index.history;

import io.muster.index.memory.PackedPages;
import io.muster.index.memory.Pages;
import io.muster.index.snapshot.Frozen;
import io.muster.index.snapshot.SnapshotException;
import io.muster.index.snapshot.StateReader;
import io.muster.index.snapshot.Structure;

/**
 * The event table: one row an event, order or checkout, in the order in which they arrived, chained newest row first
 * per customer. Rows are never moved; one that was replaced or belongs to a deleted customer is dead. Each column is in
 * {@link PackedPages}. One thread.
 *
 * <pre>
 *  row      customer | time | kind | reference | previous row of the customer
 *  customer newest row | length of the chain
 * </pre>
 */
public final class Events {
    /** The end of a chain, and the absence of a row or reference. */
    public static final int NONE = -1;

    /** The kind of a row that no longer counts. */
    public static final int DEAD = 0;

    /** Its reference is a number in {@link Orders}. */
    public static final int ORDER = 1;

    /** Its reference is a number in {@link Checkouts}. */
    public static final int CHECKOUT = 2;

    /** Kinds from here on are names of events; their references lead to properties. */
    private static final int FIRST_NAMED = 3;

    static final long SECOND_MILLIS = 1_000;

    private final PackedPages customers = new PackedPages(NONE);
    private final PackedPages times = new PackedPages(0, SECOND_MILLIS);
    private final PackedPages kinds = new PackedPages(DEAD);
    private final PackedPages references = new PackedPages(NONE);
    private final PackedPages previous = new PackedPages(NONE);
    private final PackedPages newest = new PackedPages(NONE);
    private final PackedPages chainLengths = new PackedPages(0);
    private int rows;
    private long alive;

    /** The kind of the rows of events with that number in the dictionary of names. */
    public static int kindOf(int nameId) {
        return FIRST_NAMED - 1 + nameId;
    }

    /** The number in the dictionary of names of a kind that {@link #kindOf} gave. */
    public static int nameOf(int kind) {
        return kind - FIRST_NAMED + 1;
    }

    /** Whether rows of that kind are of events with a name, and count. */
    public static boolean isNamed(int kind) {
        return kind >= FIRST_NAMED;
    }

    /** Adds a row and returns its number. */
    public int add(int ordinal, long timeMillis, int kind, int reference) {
        if (rows == Integer.MAX_VALUE) {
            throw new IllegalStateException(
                    "events: found " + rows + " rows, expected fewer than " + Integer.MAX_VALUE);
        }
        int row = rows++;
        customers.set(row, ordinal);
        times.set(row, timeMillis);
        kinds.set(row, kind);
        references.set(row, reference);
        previous.set(row, newest.getInt(ordinal));
        newest.set(ordinal, row);
        chainLengths.set(ordinal, chainLengths.getInt(ordinal) + 1);
        alive++;
        return row;
    }

    /** The row's event is said anew, for the same customer: at another time, with another reference. */
    public void replace(int row, long timeMillis, int reference) {
        times.set(row, timeMillis);
        references.set(row, reference);
    }

    /** The row no longer counts. */
    public void kill(int row) {
        if (kinds.getInt(row) != DEAD) {
            kinds.set(row, DEAD);
            alive--;
        }
    }

    /** The customer's chain is empty from now on; the caller has killed its rows. */
    public void forget(int ordinal) {
        newest.set(ordinal, NONE);
        chainLengths.set(ordinal, 0);
    }

    /** The row that was added last for the customer, or {@link #NONE}. */
    public int newest(int ordinal) {
        return newest.getInt(ordinal);
    }

    /** How many rows the customer's chain has, dead ones too. */
    public int chainLength(int ordinal) {
        return chainLengths.getInt(ordinal);
    }

    /** The row that was added before it for the same customer, or {@link #NONE}. */
    public int previous(int row) {
        return previous.getInt(row);
    }

    public int customer(int row) {
        return customers.getInt(row);
    }

    public long timeMillis(int row) {
        return times.get(row);
    }

    /** {@link #DEAD}, {@link #ORDER}, {@link #CHECKOUT} or the number of a name. */
    public int kind(int row) {
        return kinds.getInt(row);
    }

    public int reference(int row) {
        return references.getInt(row);
    }

    /** One more than the number of the latest row; 0 before the first. */
    public int rows() {
        return rows;
    }

    /** How many rows count. */
    public long alive() {
        return alive;
    }

    /** Adds the rows as they are. */
    public void freeze(Frozen into) {
        int rowsNow = rows;
        long aliveNow = alive;
        into.add(Structure.EVENTS, out -> {
            out.putInt(rowsNow);
            out.putLong(aliveNow);
        });
        customers.freeze(into);
        times.freeze(into);
        kinds.freeze(into);
        references.freeze(into);
        previous.freeze(into);
        newest.freeze(into);
        chainLengths.freeze(into);
    }

    /**
     * Takes the rows that were saved in the place of what is here.
     *
     * @return whether ids and details beside them are of the layout before version 3, see {@link EarlierDetails}
     */
    public boolean restore(StateReader in) throws SnapshotException {
        int version = in.begin(Structure.EVENTS);
        Structure ints = version > 2 ? Structure.PACKED_PAGES : Structure.INT_PAGES;
        Structure longs = version > 2 ? Structure.PACKED_PAGES : Structure.LONG_PAGES;
        rows = in.getInt("rows", 0, Integer.MAX_VALUE);
        alive = in.getLong();
        if (alive < 0 || alive > rows) {
            throw in.refuse("rows that count", alive, "0 to " + rows);
        }
        customers.restore(ints, in);
        times.restore(longs, in);
        kinds.restore(ints, in);
        references.restore(ints, in);
        previous.restore(ints, in);
        newest.restore(ints, in);
        if (version > 1) {
            chainLengths.restore(ints, in);
        }
        Pages.requireRoom("rows", rows, customers.pages(), in);
        if (version == 1) {
            countChains();
        }
        return version < 3;
    }

    /** As the first version of the layout did not say. A chain that begins again does so where another has ended. */
    void countChains() {
        for (int row = 0; row < rows; row++) {
            int ordinal = customers.getInt(row);
            boolean begins = previous.getInt(row) == NONE;
            if (newest.getInt(ordinal) != NONE) {
                chainLengths.set(ordinal, begins ? 1 : chainLengths.getInt(ordinal) + 1);
            }
        }
    }

    /** Size of the memory off the heap. */
    public long bytes() {
        return customers.bytes()
                + times.bytes()
                + kinds.bytes()
                + references.bytes()
                + previous.bytes()
                + newest.bytes()
                + chainLengths.bytes();
    }
}
