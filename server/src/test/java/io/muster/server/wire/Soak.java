package io.muster.server.wire;

/** How long a test by chance goes on: {@code -Dmuster.soak=30s}, {@code 10m} or {@code 2h}; else a moment. */
final class Soak {
    private Soak() {}

    /** In nanoseconds; {@code usualMs} where nothing else is asked for. */
    static long nanos(long usualMs) {
        String soak = System.getProperty("muster.soak");
        if (soak == null) {
            return usualMs * 1_000_000L;
        }
        long number = Long.parseLong(soak.substring(0, soak.length() - 1));
        return switch (soak.charAt(soak.length() - 1)) {
            case 's' -> number * 1_000_000_000L;
            case 'm' -> number * 60_000_000_000L;
            case 'h' -> number * 3_600_000_000_000L;
            default ->
                throw new IllegalArgumentException("muster.soak: found " + soak + ", expected as 30s, 10m or 2h");
        };
    }
}
