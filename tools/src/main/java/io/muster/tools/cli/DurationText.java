package io.muster.tools.cli;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code 12h}, {@code 1d12h}, {@code 30min} or ISO-8601 {@code PT12H}. */
final class DurationText {
    private static final Pattern PART = Pattern.compile("(\\d{1,12})(ms|min|s|m|h|d|w)");

    private DurationText() {}

    static long millis(String text) {
        if (text.startsWith("P")) {
            try {
                return Duration.parse(text).toMillis();
            } catch (DateTimeParseException | ArithmeticException wrong) {
                throw unreadable(text);
            }
        }
        Matcher part = PART.matcher(text);
        long millis = 0;
        int end = 0;
        try {
            while (end < text.length() && part.find(end) && part.start() == end) {
                millis = Math.addExact(
                        millis, Math.multiplyExact(Long.parseLong(part.group(1)), unitMillis(part.group(2))));
                end = part.end();
            }
        } catch (ArithmeticException tooLong) {
            throw unreadable(text);
        }
        if (end == 0 || end < text.length()) {
            throw unreadable(text);
        }
        return millis;
    }

    private static long unitMillis(String unit) {
        return switch (unit) {
            case "ms" -> 1;
            case "s" -> 1_000;
            case "m", "min" -> 60_000;
            case "h" -> 3_600_000;
            case "d" -> 86_400_000;
            default -> 604_800_000;
        };
    }

    private static CommandFailure unreadable(String text) {
        return CommandFailure.usage(
                "duration: found '" + text + "', expected something like 45s, 30min, 12h, 1d12h or 2w");
    }
}
