package io.muster.bench;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/** What the bystanders met with, case by case. */
final class WorstCaseTable {
    static final String AT_REST = "at rest";

    private static final double P999 = 99.9;

    private WorstCaseTable() {}

    /** The table, and whether anybody waited for more than ten milliseconds. */
    static void print(PrintStream target, List<Bystanders.Measured> cases) {
        target.printf(
                Locale.ROOT,
                "%-42s %12s %28s %28s %32s %8s %8s %8s%n",
                "ms",
                "in force",
                "look-up p50, p99, p99.9, max",
                "append p50, p99, p99.9, max",
                "engine / its CPU, what",
                "force",
                "hiccup",
                "stolen");
        for (Bystanders.Measured measured : cases) {
            target.printf(
                    Locale.ROOT,
                    "%-42s %12.1f %28s %28s %32s %8.1f %8.1f %8d%n",
                    measured.name(),
                    measured.tookNs() / 1e6,
                    times(measured.lookups()),
                    times(measured.acknowledgements()),
                    String.format(
                            Locale.ROOT,
                            "%.2f / %.2f %s",
                            measured.work().engineNs() / 1e6,
                            measured.work().processorNs() / 1e6,
                            measured.work().work()),
                    measured.work().forceNs() / 1e6,
                    measured.hiccupNs() / 1e6,
                    measured.stolenNs() / 1_000_000);
        }
        printBesideRest(target, cases);
        target.printf(Locale.ROOT, "%nthe server's threads, of a core:%n");
        for (Bystanders.Measured measured : cases) {
            target.printf(Locale.ROOT, "%-42s %s%n", measured.name(), threads(measured));
        }
        target.printf(
                Locale.ROOT,
                "%nlonger than 10 ms (the goal: none that is not there at rest), and without the time in which a core"
                        + " of the machine was away:%n");
        for (Bystanders.Measured measured : cases) {
            Bystanders.Late late = measured.late();
            target.printf(
                    Locale.ROOT,
                    "%-42s %,6d, %6s of %,9d look-ups  %,6d, %6s of %,6d acknowledgements%n",
                    measured.name(),
                    late.lookups(),
                    known(late.lookupsOfServer()),
                    measured.lookups().getTotalCount(),
                    late.acknowledgements(),
                    known(late.acknowledgementsOfServer()),
                    measured.acknowledgements().getTotalCount());
        }
    }

    private static String known(int count) {
        return count < 0 ? "?" : String.format(Locale.ROOT, "%,d", count);
    }

    /** A case takes part that is named {@link #AT_REST}: where there are several, the median of them. */
    private static void printBesideRest(PrintStream target, List<Bystanders.Measured> cases) {
        List<Double> atRest = cases.stream()
                .filter(each -> each.name().equals(AT_REST))
                .map(each -> millisAtP999(each.lookups()))
                .sorted()
                .toList();
        if (atRest.isEmpty()) {
            return;
        }
        double rest = atRest.get(atRest.size() / 2);
        target.printf(Locale.ROOT, "%np99.9 of look-ups, %.2f ms at rest (the goal: at most twice that):%n", rest);
        for (Bystanders.Measured measured : cases) {
            double millis = millisAtP999(measured.lookups());
            target.printf(Locale.ROOT, "%-42s %12.2f ms %8.2f times%n", measured.name(), millis, millis / rest);
        }
    }

    private static double millisAtP999(Histogram lookups) {
        return lookups.getValueAtPercentile(P999) / 1e6;
    }

    /** Those that had a hundredth of a core or more, the busiest first. */
    private static String threads(Bystanders.Measured measured) {
        return measured.server().threadsNs().entrySet().stream()
                .filter(thread -> thread.getValue() * 100 >= measured.lastedNs())
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(thread -> String.format(
                        Locale.ROOT, "%s %.0f %%", thread.getKey(), thread.getValue() * 100.0 / measured.lastedNs()))
                .collect(Collectors.joining(", "));
    }

    private static String times(Histogram histogram) {
        return String.format(
                Locale.ROOT,
                "%.2f / %.2f / %.2f / %.2f",
                histogram.getValueAtPercentile(50) / 1e6,
                histogram.getValueAtPercentile(99) / 1e6,
                histogram.getValueAtPercentile(P999) / 1e6,
                histogram.getMaxValue() / 1e6);
    }
}
