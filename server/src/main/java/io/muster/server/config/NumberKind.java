package io.muster.server.config;

import java.util.regex.Pattern;

/**
 * A whole number: {@code 1000000} or {@code 1_000_000}.
 *
 * @param least the smallest
 * @param most the largest
 */
record NumberKind(long least, long most) implements ValueKind {
    private static final Pattern DIGITS = Pattern.compile("-?[0-9](_?[0-9]){0,17}");

    @Override
    public Object value(String text, Class<?> type) throws WrongValueException {
        if (!DIGITS.matcher(text).matches()) {
            throw new WrongValueException("'" + text + "'", "a whole number of " + bounds());
        }
        long value = Long.parseLong(text.replace("_", ""));
        if (value < least || value > most) {
            throw new WrongValueException(text, bounds());
        }
        return Components.fitting(value, type);
    }

    @Override
    public String text(Object value) {
        return String.valueOf(value);
    }

    @Override
    public String bounds() {
        return least + " to " + most;
    }
}
