package io.muster.index.field;

import io.muster.index.criterion.Criterion;
import org.roaringbitmap.RoaringBitmap;

/** Holds where the text is one of those it accepts; which these are is known by dictionary number. */
final class TextCriterion extends Criterion {
    private final RoaringBitmap accepted = new RoaringBitmap();

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
    }

    RoaringBitmap accepted() {
        return accepted;
    }
}
