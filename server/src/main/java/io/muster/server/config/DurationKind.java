package io.muster.server.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A length of time with its unit: {@code 10ms}, {@code 30s}, {@code 5min}, {@code 12h}, {@code 7d}.
 *
 * @param unit what the record's component counts; without meaning where that is a {@link Duration}
 * @param least the shortest
 * @param most the longest
 */
record DurationKind(Duration unit, Duration least, Duration most) implements ValueKind {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,13}) ?(ms|s|min|h|d)");
    private static final Map<String, Duration> UNITS = units();

    @Override
    public Object value(String text, Class<?> type) throws WrongValueException {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new WrongValueException(
                    "'" + text + "'", "a duration of " + bounds() + " with its unit: ms, s, min, h or d");
        }
        Duration found = UNITS.get(form.group(2)).multipliedBy(Long.parseLong(form.group(1)));
        if (found.compareTo(least) < 0 || found.compareTo(most) > 0) {
            throw new WrongValueException(text, bounds());
        }
        if (!unit.multipliedBy(found.dividedBy(unit)).equals(found)) {
            throw new WrongValueException(text, "a multiple of " + text(unit));
        }
        return type == Duration.class ? found : Components.fitting(found.dividedBy(unit), type);
    }

    @Override
    public String text(Object value) {
        Duration duration = value instanceof Duration given ? given : unit.multipliedBy(((Number) value).longValue());
        for (Map.Entry<String, Duration> each : UNITS.entrySet()) {
            long count = duration.dividedBy(each.getValue());
            if (count > 0 && each.getValue().multipliedBy(count).equals(duration)) {
                return count + each.getKey();
            }
        }
        return duration.toMillis() + "ms";
    }

    @Override
    public String bounds() {
        return text(least) + " to " + text(most);
    }

    /** The longest first. */
    private static Map<String, Duration> units() {
        Map<String, Duration> units = new LinkedHashMap<>();
        units.put("d", Duration.ofDays(1));
        units.put("h", Duration.ofHours(1));
        units.put("min", Duration.ofMinutes(1));
        units.put("s", Duration.ofSeconds(1));
        units.put("ms", Duration.ofMillis(1));
        return units;
    }
}
