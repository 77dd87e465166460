package io.muster.index.column;

import java.util.Arrays;
import org.roaringbitmap.RoaringBitmap;

/** Ids of texts to be looked for in pages of a column. Immutable but for room; one thread. */
public final class TextIds {
    private final int least;
    private final int greatest;
    private final boolean dense;
    private long[] selected = {};

    /** @param ids which are taken as they are; {@link Dictionary#ABSENT} is not among them */
    public TextIds(RoaringBitmap ids) {
        least = ids.isEmpty() ? Integer.MAX_VALUE : ids.first();
        greatest = ids.isEmpty() ? Dictionary.ABSENT : ids.last();
        dense = !ids.isEmpty() && greatest - least + 1 == ids.getCardinality();
        if (!dense) {
            selected = new long[greatest / Long.SIZE + 1];
            ids.forEach((int id) -> selected[id / Long.SIZE] |= 1L << id);
        }
    }

    int least() {
        return least;
    }

    int greatest() {
        return greatest;
    }

    /** Whether it has all ids between its least and its greatest. */
    boolean isDense() {
        return dense;
    }

    /** A bit an id, from 0 to {@code highest} at least; of ids that are not dense. */
    long[] selected(int highest) {
        if (highest / Long.SIZE >= selected.length) {
            selected = Arrays.copyOf(selected, highest / Long.SIZE + 1);
        }
        return selected;
    }
}
