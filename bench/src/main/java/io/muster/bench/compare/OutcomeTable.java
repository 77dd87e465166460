package io.muster.bench.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Outcomes as a table in Markdown, a row for each metric. */
final class OutcomeTable {
    private static final List<String> HEAD = List.of(
            "| what | beside | how | metric | muster, median | Redis, median"
                    + " | muster ÷ Redis: min / median / max | goal | |",
            "|---|---|---|---|---|---|---|---|---|");

    private OutcomeTable() {}

    static List<String> lines(List<Outcome> outcomes) {
        List<String> lines = new ArrayList<>(HEAD);
        for (Outcome outcome : outcomes) {
            outcome.muster().keySet().forEach(metric -> lines.add(row(outcome, metric)));
        }
        return lines;
    }

    private static String row(Outcome outcome, Metric metric) {
        Comparison comparison = outcome.comparison();
        List<Double> muster = outcome.muster().get(metric);
        List<Double> rival = outcome.rival().get(metric);
        Ratios ratios = rival == null ? null : Ratios.of(muster, rival);
        Goal goal = comparison.goals().stream()
                .filter(each -> each.metric() == metric)
                .findFirst()
                .orElse(null);
        String verdict = "";
        if (goal != null) {
            verdict = goal.isMet(goal.ofRatio() && ratios != null ? ratios.median() : Ratios.median(muster))
                    ? "met"
                    : "**missed**";
        }
        return "| " + comparison.name() + " | " + comparison.rival().name() + " | " + comparison.setting() + " | "
                + metric.label() + " | " + value(metric, muster) + " | "
                + (rival == null ? "" : value(metric, rival)) + " | "
                + (ratios == null ? "" : text(ratios)) + " | " + (goal == null ? "" : goal.text()) + " | " + verdict
                + " |";
    }

    private static String text(Ratios ratios) {
        return String.format(Locale.ROOT, "%.2f / %.2f / %.2f", ratios.min(), ratios.median(), ratios.max());
    }

    private static String value(Metric metric, List<Double> series) {
        double median = Ratios.median(series);
        String digits = median < 10 ? "%.2f" : median < 100 ? "%.1f" : "%,.0f";
        return String.format(Locale.ROOT, digits + " %s", median, metric.unit());
    }
}
