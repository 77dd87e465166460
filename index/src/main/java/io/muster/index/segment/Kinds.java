package io.muster.index.segment;

import io.muster.index.rule.Value;

/** Values as an error message names them. */
final class Kinds {
    private Kinds() {}

    static String describe(Value value) {
        return switch (value) {
            case Value.Decimal decimal -> "the number " + decimal.text();
            case Value.Text text -> "the text '" + text.text() + "'";
            case Value.Bool bool -> Boolean.toString(bool.value());
            case Value.FixedDay day -> "the day " + day.day();
            case Value.RelativeDay day -> "the day " + relative(day);
            case Value.FixedInstant instant -> "the instant " + instant.instant();
            case Value.LocalInstant instant -> "the instant " + instant.time();
            case Value.NowOffset offset -> "an instant counted from now";
        };
    }

    private static String relative(Value.RelativeDay day) {
        if (day.unit() == Value.DayUnit.DAYS && (day.amount() == 0 || day.amount() == -1)) {
            return day.amount() == 0 ? "today" : "yesterday";
        }
        String sign = day.amount() > 0 ? "+" : "";
        return sign
                + day.amount()
                + day.unit().name().toLowerCase(java.util.Locale.ROOT).charAt(0);
    }
}
