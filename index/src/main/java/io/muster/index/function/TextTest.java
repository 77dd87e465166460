package io.muster.index.function;

import io.muster.index.column.Dictionary;
import java.util.BitSet;
import java.util.Locale;
import java.util.function.Predicate;

/** What a parameter asks of texts known by dictionary number; each text of the dictionary is asked once. One thread. */
public final class TextTest {
    private final Dictionary dictionary;
    private final Predicate<String> predicate;
    private final boolean folded;
    private final boolean negated;
    private final BitSet asked = new BitSet();
    private final BitSet accepted = new BitSet();

    /**
     * A test.
     *
     * @param folded whether {@code predicate} is asked about the text in lower case
     * @param negated whether it must not hold
     */
    public TextTest(Dictionary dictionary, Predicate<String> predicate, boolean folded, boolean negated) {
        this.dictionary = dictionary;
        this.predicate = predicate;
        this.folded = folded;
        this.negated = negated;
    }

    public boolean negated() {
        return negated;
    }

    /** Whether the text is one that is asked for, apart from negation; 0 stands for no text. */
    public boolean matches(int textId) {
        if (textId == 0) {
            return false;
        }
        if (!asked.get(textId)) {
            asked.set(textId);
            accepted.set(textId, matches(dictionary.text(textId)));
        }
        return accepted.get(textId);
    }

    /** Whether the text is one that is asked for, apart from negation. */
    public boolean matches(String text) {
        return predicate.test(folded ? text.toLowerCase(Locale.ROOT) : text);
    }

    /** Whether the test holds for the one text there is, or 0 for none. */
    public boolean holds(int textId) {
        return matches(textId) != negated;
    }
}
