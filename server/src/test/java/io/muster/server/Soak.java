package io.muster.server;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a test by chance goes on: {@code -Dmuster.soak}. A duration ({@code 30s}, {@code 10m}, {@code 2h}) is for
 * tests that go on for a time, a plain number for those that count rounds; each leaves the other kind as it is.
 */
public final class Soak {
    private static final String PROPERTY = "muster.soak";
    private static final Pattern DURATION = Pattern.compile("(\\d+)([smh])");
    private static final Pattern COUNT = Pattern.compile("\\d+");

    private Soak() {}

    /** A time in nanoseconds; {@code usualMs} where no other is asked for. */
    public static long nanos(long usualMs) {
        Matcher duration = DURATION.matcher(asked());
        if (!duration.matches()) {
            return usualMs * 1_000_000L;
        }
        long number = Long.parseLong(duration.group(1));
        return switch (duration.group(2)) {
            case "s" -> number * 1_000_000_000L;
            case "m" -> number * 60_000_000_000L;
            default -> number * 3_600_000_000_000L;
        };
    }

    /** A number of rounds; {@code usual} where no other is asked for. */
    public static int rounds(int usual) {
        return COUNT.matcher(asked()).matches() ? Integer.parseInt(asked()) : usual;
    }

    private static String asked() {
        String asked = System.getProperty(PROPERTY, "");
        if (!asked.isEmpty()
                && !DURATION.matcher(asked).matches()
                && !COUNT.matcher(asked).matches()) {
            throw new IllegalArgumentException(
                    PROPERTY + ": found " + asked + ", expected a duration as 30s, 10m or 2h, or a number of rounds");
        }
        return asked;
    }
}
