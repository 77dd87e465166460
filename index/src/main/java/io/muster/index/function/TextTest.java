package io.muster.index.function;

import io.muster.index.column.Dictionary;
import java.util.BitSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What a parameter asks of texts known by dictionary number; each text of the dictionary is asked once. One thread. */
public final class TextTest {
    /** Who asks for more texts is not found by them: it would cost more to keep than it saves. */
    private static final int MOST_NEEDED = 64;

    private final Dictionary dictionary;
    private final Predicate<String> predicate;
    private final boolean folded;
    private final boolean negated;
    private final Set<String> needed;
    private final BitSet asked = new BitSet();
    private final BitSet accepted = new BitSet();

    /**
     * A test.
     *
     * @param folded whether {@code predicate} is asked about the text in lower case
     * @param negated whether it must not hold
     */
    public TextTest(Dictionary dictionary, Predicate<String> predicate, boolean folded, boolean negated) {
        this(dictionary, predicate, folded, negated, null);
    }

    /**
     * A test for one of these texts.
     *
     * @param asked in lower case if {@code folded}
     */
    public TextTest(Dictionary dictionary, Set<String> asked, boolean folded, boolean negated) {
        this(
                dictionary,
                asked::contains,
                folded,
                negated,
                negated || asked.size() > MOST_NEEDED
                        ? null
                        : asked.stream()
                                .map(text -> text.toLowerCase(Locale.ROOT))
                                .collect(Collectors.toUnmodifiableSet()));
    }

    private TextTest(
            Dictionary dictionary, Predicate<String> predicate, boolean folded, boolean negated, Set<String> needed) {
        this.needed = needed;
        this.dictionary = dictionary;
        this.predicate = predicate;
        this.folded = folded;
        this.negated = negated;
    }

    public boolean negated() {
        return negated;
    }

    /** Texts in lower case of which there must be one for the test to hold; null where it may hold without. */
    Set<String> neededTexts() {
        return needed;
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
