package io.muster.index.segment;

import io.muster.index.column.Dictionary;
import io.muster.index.field.ListField;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * The numbers of the texts that a rule asks for. A rule that is saved gives a new text its number; one that is not
 * leaves everything as it is, and knows afterwards whether one of those that were not there has come. One thread.
 */
final class AskedTexts {
    /** Stands for a name that no event or property has; {@link Dictionary} does not get so far. */
    private static final int NOBODYS = 1 << 30;

    private final boolean saved;
    private final List<IntSupplier> absent = new ArrayList<>();

    /**
     * For one rule.
     *
     * @param saved whether it is that of a segment
     */
    AskedTexts(boolean saved) {
        this.saved = saved;
    }

    /** The number of a value among those of the field; 0 for one that nobody has. */
    int of(ListField field, String text) {
        return saved ? field.internAsked(text) : found(() -> field.findAsked(text), 0);
    }

    /** The number of an event or a property. */
    int of(Dictionary names, String text) {
        return saved ? names.intern(text) : found(() -> names.find(text), NOBODYS);
    }

    /** Whether a text has come that was not there: the rule has to be compiled again. */
    boolean areOutdated() {
        for (IntSupplier number : absent) {
            if (number.getAsInt() != Dictionary.ABSENT) {
                return true;
            }
        }
        return false;
    }

    private int found(IntSupplier find, int nobodys) {
        int number = find.getAsInt();
        if (number == Dictionary.ABSENT) {
            absent.add(find);
            return nobodys;
        }
        return number;
    }
}
