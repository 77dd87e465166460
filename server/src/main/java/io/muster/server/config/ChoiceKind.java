package io.muster.server.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * One of a few words: the constants of an enum, in lower case.
 *
 * @param choices in the order in which they are told
 */
record ChoiceKind(List<Enum<?>> choices) implements ValueKind {
    static ChoiceKind of(Class<? extends Enum<?>> type) {
        return new ChoiceKind(Arrays.asList(type.getEnumConstants()));
    }

    @Override
    public Object value(String text, Class<?> type) throws WrongValueException {
        for (Enum<?> choice : choices) {
            if (text(choice).equals(text)) {
                return choice;
            }
        }
        throw new WrongValueException("'" + text + "'", bounds());
    }

    @Override
    public String text(Object value) {
        return ((Enum<?>) value).name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String bounds() {
        List<String> words = choices.stream().map(this::text).toList();
        int last = words.size() - 1;
        return last == 0 ? words.getFirst() : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }
}
