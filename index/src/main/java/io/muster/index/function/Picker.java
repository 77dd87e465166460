package io.muster.index.function;

import java.util.Comparator;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

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

    /**
     * Texts in lower case of which a row must have one, wherever it has it, to be picked; null where a row with none of
     * them may be picked.
     */
    abstract Set<String> neededTexts();

    /** Tells the texts of a row of its kind: all that any picker of that kind may need. */
    abstract void texts(int row, RowTexts to);

    /** Adds the row that was picked last. */
    abstract void add(Tally tally);

    /** The fewest of what tests need that must all hold; null where none needs anything, as a test does with null. */
    static Set<String> fewest(Stream<Set<String>> needed) {
        return needed.filter(Objects::nonNull)
                .min(Comparator.comparingInt(Set::size))
                .orElse(null);
    }

    /** From when on the row counts at all. */
    long countsFromMillis(int row) {
        return Long.MIN_VALUE;
    }

    /** A property of the row that was picked last, in millionths, or {@link #NO_NUMBER}. */
    long numberOf(int nameId) {
        return NO_NUMBER;
    }
}
