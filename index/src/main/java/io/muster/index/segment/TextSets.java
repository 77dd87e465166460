package io.muster.index.segment;

import io.muster.index.rule.RuleException;
import io.muster.index.rule.Value;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The values of lists as sets of texts. Long lists are put into sets before the engine's thread asks. */
final class TextSets {
    private static final int LONG = 256;

    private final Map<List<Value>, Set<String>> written = new IdentityHashMap<>();
    private final Map<List<Value>, Set<String>> folded = new IdentityHashMap<>();

    /** Puts a long list into sets; one that no set can be made of is left to whoever asks. */
    void prepare(List<Value> values) {
        if (values.size() >= LONG && values.stream().allMatch(TextSets::isText)) {
            written.put(values, set(values, false));
            folded.put(values, set(values, true));
        }
    }

    /**
     * The set of a list's values.
     *
     * @param inLowerCase whether to fold them
     * @throws RuleException where a value is no text
     */
    Set<String> of(List<Value> values, boolean inLowerCase) {
        Set<String> prepared = (inLowerCase ? folded : written).get(values);
        return prepared == null ? set(values, inLowerCase) : prepared;
    }

    /** A value as the text that it is compared as. Throws {@link RuleException} where it is none. */
    static String text(Value value) {
        return switch (value) {
            case Value.Text text -> text.text();
            case Value.Decimal id -> id.text();
            case Value.Bool bool -> Boolean.toString(bool.value());
            default -> throw new RuleException(value.span(), Kinds.describe(value), "a text in single quotes");
        };
    }

    private static boolean isText(Value value) {
        return value instanceof Value.Text || value instanceof Value.Decimal || value instanceof Value.Bool;
    }

    private static Set<String> set(List<Value> values, boolean inLowerCase) {
        Set<String> texts = HashSet.newHashSet(values.size());
        for (Value value : values) {
            String text = text(value);
            texts.add(inLowerCase ? text.toLowerCase(Locale.ROOT) : text);
        }
        return texts;
    }
}
