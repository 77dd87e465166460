package io.muster.index.explain;

import io.muster.index.field.Field;
import io.muster.index.field.ListField;
import io.muster.index.field.ListPredicate;
import io.muster.index.field.TextPredicate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.IntFunction;

/** What texts and lists might be instead. */
final class TextSubjects {
    /** Texts tried of those that rules name. */
    private static final int MOST_TEXTS = 1_000;

    /** Values of a list of which every combination is tried. */
    private static final int MOST_COMBINED = 8;

    /** Characters of which one is not what anyone asks for. */
    private static final char FIRST_UNLIKELY = '\u2460';

    private static final char LAST_UNLIKELY = '\u24ff';

    private TextSubjects() {}

    /** A text: one that is named, one that fits the patterns, another, or none. */
    static Subject text(Field field, int ordinal, int[] conditions, List<TextPredicate> asked) {
        String value = (String) field.value(ordinal);
        Alternatives alternatives = new Alternatives(
                conditions.length, i -> value != null && asked.get(i).holds(value));
        Map<String, String> texts = new LinkedHashMap<>();
        asked.forEach(predicate -> addNamed(predicate, texts));
        String filler = unnamed(asked);
        boolean complete = addPatterns(asked, filler, texts) || asked.size() == 1;
        texts.putIfAbsent(filler, "another text");
        texts.forEach((text, to) -> alternatives.add(to, i -> asked.get(i).holds(text)));
        alternatives.addMissing();
        complete &= asked.size() == 1 || texts.size() <= MOST_TEXTS;
        return new Subject(field.name(), value, conditions, alternatives.list(), complete);
    }

    /** One value of a list by itself. */
    static Subject listed(ListField field, int ordinal, int condition, ListPredicate.Has asked, boolean present) {
        Alternatives alternatives = new Alternatives(1, i -> present);
        alternatives.add(change(field, asked, present), i -> !present);
        return new Subject(field.name(), from(field, ordinal), new int[] {condition}, alternatives.list(), true);
    }

    /** A list of which it is also asked whether it has any value: its values in every combination. */
    static Subject list(
            ListField field, int ordinal, int[] conditions, List<ListPredicate> asked, IntFunction<Boolean> present) {
        List<Integer> named = new ArrayList<>();
        int others = field.value(ordinal) instanceof List<?> values ? values.size() : 0;
        for (int i = 0; i < asked.size(); i++) {
            if (asked.get(i) instanceof ListPredicate.Has) {
                named.add(i);
                others -= present.apply(i) ? 1 : 0;
            }
        }
        int combined = Math.min(named.size(), MOST_COMBINED);
        List<Integer> toggles = new ArrayList<>();
        for (int bits = 0; bits < 1 << combined; bits++) {
            toggles.add(bits);
        }
        toggles.sort((a, b) -> Integer.compare(Integer.bitCount(a), Integer.bitCount(b)));
        Alternatives alternatives = new Alternatives(conditions.length, present::apply);
        for (int bits : toggles) {
            boolean[] after = new boolean[asked.size()];
            StringJoiner to = new StringJoiner(", ");
            boolean any = false;
            for (int n = 0; n < named.size(); n++) {
                int i = named.get(n);
                boolean toggled = (bits >> n & 1) != 0 && n < combined;
                after[i] = present.apply(i) != toggled;
                any |= after[i];
                if (toggled) {
                    to.add(change(field, (ListPredicate.Has) asked.get(i), present.apply(i)));
                }
            }
            boolean some = any || others > 0;
            alternatives.add(to.toString(), i -> asked.get(i) instanceof ListPredicate.Has ? after[i] : some);
            to.add("with another value");
            alternatives.add(to.toString(), i -> !(asked.get(i) instanceof ListPredicate.Has) || after[i]);
        }
        alternatives.addMissing();
        boolean complete = combined == named.size();
        return new Subject(field.name(), from(field, ordinal), conditions, alternatives.list(), complete);
    }

    private static String change(ListField field, ListPredicate.Has asked, boolean present) {
        return (present ? "without " : "with ") + Wording.quoted(field.text(asked.valueId()));
    }

    private static String from(ListField field, int ordinal) {
        return field.value(ordinal) instanceof List<?> values ? Wording.joined(values) : null;
    }

    private static void addNamed(TextPredicate predicate, Map<String, String> texts) {
        if (predicate instanceof TextPredicate.OneOf oneOf) {
            oneOf.texts().stream().limit(MOST_TEXTS).forEach(text -> texts.putIfAbsent(text, Wording.quoted(text)));
        }
    }

    /**
     * Texts that fit the patterns, one by one and together, with and without something else between; says whether they
     * are all that there is to be tried.
     */
    private static boolean addPatterns(List<TextPredicate> asked, String filler, Map<String, String> texts) {
        List<String> starts = new ArrayList<>();
        List<String> parts = new ArrayList<>();
        List<String> ends = new ArrayList<>();
        for (TextPredicate predicate : asked) {
            switch (predicate) {
                case TextPredicate.StartsWith start -> starts.add(start.prefix());
                case TextPredicate.EndsWith end -> ends.add(end.suffix());
                case TextPredicate.Substring part -> parts.add(part.part());
                case TextPredicate.OneOf oneOf -> {}
                case TextPredicate.Present present -> {}
            }
        }
        starts.forEach(start -> addPattern(start, "starts with", start + filler, texts));
        ends.forEach(end -> addPattern(end, "ends with", filler + end, texts));
        parts.forEach(part -> addPattern(part, "contains", filler + part + filler, texts));
        int patterns = starts.size() + parts.size() + ends.size();
        if (patterns <= MOST_COMBINED) {
            addCombined(starts, parts, ends, filler, texts);
        }
        return patterns <= 1 || patterns == starts.size() || patterns == ends.size();
    }

    /** Where the pattern's own text is named by itself, what fits the pattern is another. */
    private static void addPattern(String pattern, String how, String text, Map<String, String> texts) {
        String which = texts.containsKey(pattern) ? "another text that " : "a text that ";
        texts.putIfAbsent(text, which + how + " " + Wording.quoted(pattern));
    }

    private static void addCombined(
            List<String> starts, List<String> parts, List<String> ends, String filler, Map<String, String> texts) {
        for (String between : List.of("", filler)) {
            List<String> middles = new ArrayList<>(parts);
            middles.add(String.join(between, parts));
            middles.add("");
            for (String start : orNone(starts)) {
                for (String end : orNone(ends)) {
                    middles.forEach(middle -> addSample(start + between + middle + between + end, filler, texts));
                }
            }
        }
    }

    private static List<String> orNone(List<String> patterns) {
        List<String> all = new ArrayList<>(patterns);
        all.add("");
        return all;
    }

    private static void addSample(String text, String filler, Map<String, String> texts) {
        if (!text.replace(filler, "").isEmpty()) {
            String told = text.replace(filler + filler, filler).replace(filler, "…");
            texts.putIfAbsent(text, "a text such as " + Wording.quoted(told));
        }
    }

    /** A text that fits nothing that is asked, but that there be one. */
    private static String unnamed(List<TextPredicate> asked) {
        char character = FIRST_UNLIKELY;
        while (isNamed(String.valueOf(character), asked) && character < LAST_UNLIKELY) {
            character++;
        }
        return String.valueOf(character);
    }

    private static boolean isNamed(String text, List<TextPredicate> asked) {
        return asked.stream()
                .anyMatch(predicate -> !(predicate instanceof TextPredicate.Present) && predicate.holds(text));
    }
}
