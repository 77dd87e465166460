package io.muster.bench;

import java.io.PrintStream;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** Two histograms of nanoseconds, percentile by percentile, and the second by the first. */
final class SideBySide {
    private static final double[] PERCENTILES = {50, 90, 99, 99.9, 99.99, 100};

    private SideBySide() {}

    static void print(PrintStream target, String left, Histogram leftTimes, String right, Histogram rightTimes) {
        target.printf(Locale.ROOT, "%-12s %16s %16s %8s%n", "round trip", left, right, "ratio");
        for (double percentile : PERCENTILES) {
            String name =
                    percentile == 100 ? "max" : "p" + (percentile % 1 == 0 ? "" + (int) percentile : "" + percentile);
            double leftMicroseconds = leftTimes.getValueAtPercentile(percentile) / 1e3;
            double rightMicroseconds = rightTimes.getValueAtPercentile(percentile) / 1e3;
            target.printf(
                    Locale.ROOT,
                    "%-12s %13.1f µs %13.1f µs %8.2f%n",
                    name,
                    leftMicroseconds,
                    rightMicroseconds,
                    rightMicroseconds / leftMicroseconds);
        }
        target.printf(
                Locale.ROOT, "%-12s %,16d %,16d%n", "measured", leftTimes.getTotalCount(), rightTimes.getTotalCount());
    }
}
