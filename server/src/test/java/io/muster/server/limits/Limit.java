package io.muster.server.limits;

import java.util.Locale;

/**
 * A bound, as {@code LIMITS.md} lists it.
 *
 * @param area heading of the page
 * @param what is bounded
 * @param bound the most, or for a few the least
 * @param unit of the bound
 * @param beyond what becomes of that which goes beyond
 * @param probe tries it; null where {@code shownBy} does
 * @param shownBy the test that tries it, as {@code path/of/SomeTest#method}; null where {@code probe} does
 */
record Limit(String area, String what, long bound, String unit, String beyond, Probe probe, String shownBy) {
    /** Uses so much of something; says why that was refused, or null where it was taken. */
    interface Probe {
        String refusal(long amount) throws Exception;
    }

    static final String BYTES = "bytes";
    static final String MILLISECONDS = "ms";

    private static final long KIB = 1_024;
    private static final long MIB = KIB * KIB;
    private static final long SECOND = 1_000;
    private static final long DAY = 86_400 * SECOND;

    /** The bound as people read it. */
    String text() {
        if (unit.equals(BYTES) && bound % MIB == 0) {
            return grouped(bound / MIB) + " MiB";
        }
        if (unit.equals(BYTES) && bound % KIB == 0) {
            return grouped(bound / KIB) + " KiB";
        }
        if (unit.equals(MILLISECONDS) && bound % DAY == 0) {
            return grouped(bound / DAY) + " days";
        }
        if (unit.equals(MILLISECONDS) && bound % SECOND == 0) {
            return grouped(bound / SECOND) + " s";
        }
        return grouped(bound) + " " + unit;
    }

    /** A row of the page's table. */
    String row() {
        return "| " + what + " | " + text() + " | " + beyond + " |";
    }

    @Override
    public String toString() {
        return area + ": " + what;
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
