package io.muster.bench.load;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** Histograms of nanoseconds as text: for people, and as the {@code .hgrm} file that HdrHistogram's plotter reads. */
final class PercentileTable {
    static final double[] PERCENTILES = {50, 75, 90, 99, 99.9, 99.99, 99.999, 100};

    private static final int TICKS_PER_HALF_DISTANCE = 5;
    private static final double NANOSECONDS_A_MICROSECOND = 1_000.0;

    private PercentileTable() {}

    /** Prints each percentile, counted from when requests were due and from when they were sent. */
    static void print(PrintStream target, LoadResult result) {
        target.printf(Locale.ROOT, "%-10s %16s %16s%n", "", "from due", "from sent");
        for (double percentile : PERCENTILES) {
            target.printf(
                    Locale.ROOT,
                    "%-10s %13.1f µs %13.1f µs%n",
                    name(percentile),
                    result.fromDue().getValueAtPercentile(percentile) / NANOSECONDS_A_MICROSECOND,
                    result.fromSent().getValueAtPercentile(percentile) / NANOSECONDS_A_MICROSECOND);
        }
        target.printf(
                Locale.ROOT,
                "%-10s %,16d %,16d%n",
                "measured",
                result.fromDue().getTotalCount(),
                result.fromSent().getTotalCount());
    }

    /** Writes the distribution in microseconds. */
    static void writeHgrm(Path file, Histogram histogram) throws IOException {
        try (PrintStream target = new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8)) {
            histogram.outputPercentileDistribution(target, TICKS_PER_HALF_DISTANCE, NANOSECONDS_A_MICROSECOND);
            if (target.checkError()) {
                throw new IOException(file + ": could not be written to its end");
            }
        }
    }

    /** Such as p99.9, or max. */
    static String name(double percentile) {
        if (percentile == 100) {
            return "max";
        }
        return "p" + (percentile % 1 == 0 ? Integer.toString((int) percentile) : Double.toString(percentile));
    }
}
