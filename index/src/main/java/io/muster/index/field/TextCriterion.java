package io.muster.index.field;

import io.muster.index.column.TextIds;
import io.muster.index.criterion.Criterion;
import org.roaringbitmap.RoaringBitmap;

/** Holds where the text is one of those it accepts; which these are is known by dictionary number. */
final class TextCriterion extends Criterion {
    private final RoaringBitmap accepted = new RoaringBitmap();
    private TextIds ids;

    TextCriterion(TextPredicate predicate) {
        super(predicate, new RoaringBitmap());
    }

    boolean holds(int valueId) {
        return valueId != 0 && accepted.contains(valueId);
    }

    boolean holds(String text) {
        return ((TextPredicate) predicate()).holds(text);
    }

    void accept(int valueId) {
        accepted.add(valueId);
        ids = null;
    }

    /** Those that it accepts, to be looked for in a column. */
    TextIds ids() {
        if (ids == null) {
            ids = new TextIds(accepted);
        }
        return ids;
    }

    RoaringBitmap accepted() {
        return accepted;
    }
}
