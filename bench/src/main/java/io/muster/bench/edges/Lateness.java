package io.muster.bench.edges;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** How long after they were due changes were seen. One thread. */
final class Lateness {
    private static final long LONGEST_MICROSECONDS = 3_600_000_000L;

    private final Histogram microseconds = new Histogram(LONGEST_MICROSECONDS, 3);
    private long early;

    /** A change is seen now that was due then. */
    void seen(long dueMillis) {
        long late = ChronoUnit.MICROS.between(Instant.ofEpochMilli(dueMillis), Instant.now());
        if (late < 0) {
            early++;
        }
        microseconds.recordValue(Math.clamp(late, 0, LONGEST_MICROSECONDS));
    }

    long count() {
        return microseconds.getTotalCount();
    }

    /** How many were seen before they were due: there must be none. */
    long early() {
        return early;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "late p50 %.1f ms, p99 %.1f ms, p99.9 %.1f ms, at most %.1f ms",
                percentile(50),
                percentile(99),
                percentile(99.9),
                percentile(100));
    }

    double percentile(double percentile) {
        return microseconds.getValueAtPercentile(percentile) / 1_000.0;
    }
}
