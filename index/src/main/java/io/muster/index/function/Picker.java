package io.muster.index.function;

/** Which rows of a customer's history a function picks, its date apart. One thread. */
public abstract class Picker {
    /** Stands for a property that is not there or is no number. */
    public static final long NO_NUMBER = Long.MIN_VALUE;

    private final int kind;

    protected Picker(int kind) {
        this.kind = kind;
    }

    /** The kind of row that it looks at. */
    public final int kind() {
        return kind;
    }

    /** Whether the row, which is of its kind, is picked. */
    abstract boolean picks(int row);

    /** Adds the row that was picked last. */
    abstract void add(Tally tally);

    /** From when on the row counts at all. */
    long countsFromMillis(int row) {
        return Long.MIN_VALUE;
    }

    /** A property of the row that was picked last, in millionths, or {@link #NO_NUMBER}. */
    long numberOf(int nameId) {
        return NO_NUMBER;
    }
}
