package io.muster.server.config;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of bytes with its unit: {@code 64MiB}, {@code 1GiB}. A bare number is refused, and so are MB and GB: people
 * mean different things by them.
 *
 * @param least the smallest, in bytes
 * @param most the largest, in bytes
 */
record SizeKind(long least, long most) implements ValueKind {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,15}) ?(B|KiB|MiB|GiB|TiB)");
    private static final Map<String, Integer> SHIFTS = Map.of("B", 0, "KiB", 10, "MiB", 20, "GiB", 30, "TiB", 40);
    private static final String[] UNITS = {"TiB", "GiB", "MiB", "KiB"};

    @Override
    public Object value(String text, Class<?> type) throws WrongValueException {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new WrongValueException(
                    "'" + text + "'", "a size of " + bounds() + " with its unit: B, KiB, MiB, GiB or TiB");
        }
        long count = Long.parseLong(form.group(1));
        int shift = SHIFTS.get(form.group(2));
        if (count > most >> shift || count << shift < least) {
            throw new WrongValueException(text, bounds());
        }
        return Components.fitting(count << shift, type);
    }

    @Override
    public String text(Object value) {
        long bytes = ((Number) value).longValue();
        for (String unit : UNITS) {
            int shift = SHIFTS.get(unit);
            if (bytes != 0 && bytes >>> shift << shift == bytes) {
                return (bytes >>> shift) + unit;
            }
        }
        return bytes + "B";
    }

    @Override
    public String bounds() {
        return text(least) + " to " + text(most);
    }
}
