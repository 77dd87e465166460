package io.muster.server.status;

import io.muster.server.metrics.Latency;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Quantile;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import java.util.LinkedHashMap;
import java.util.Map;

/** Gathers samples into the metrics that they belong to. One thread, one scrape. */
final class Samples {
    private static final double NANOS_A_SECOND = 1e9;

    private final Map<String, GaugeSnapshot.Builder> gauges = new LinkedHashMap<>();
    private final Map<String, CounterSnapshot.Builder> counters = new LinkedHashMap<>();
    private final Map<String, SummarySnapshot.Builder> summaries = new LinkedHashMap<>();

    /** A value that goes up and down; {@code labels} are names and values in turn. */
    void gauge(String name, String meaning, double value, String... labels) {
        gauges.computeIfAbsent(name, each -> GaugeSnapshot.builder().name(each).help(meaning))
                .dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder()
                        .value(value)
                        .labels(Labels.of(labels))
                        .build());
    }

    /** A value that only goes up; its name gets the ending {@code _total}. */
    void counter(String name, String meaning, double value, String... labels) {
        counters.computeIfAbsent(
                        name, each -> CounterSnapshot.builder().name(each).help(meaning))
                .dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder()
                        .value(value)
                        .labels(Labels.of(labels))
                        .build());
    }

    /** Percentiles of the last interval, count and sum since the start, and the longest of the interval. */
    void latency(String name, String meaning, Latency latency, String... labels) {
        summaries
                .computeIfAbsent(
                        name + "_seconds",
                        each -> SummarySnapshot.builder().name(each).help(meaning))
                .dataPoint(SummarySnapshot.SummaryDataPointSnapshot.builder()
                        .count(latency.count())
                        .sum(latency.totalNs() / NANOS_A_SECOND)
                        .quantiles(quantiles(latency))
                        .labels(Labels.of(labels))
                        .build());
        gauge(name + "_max_seconds", meaning + "; the longest", latency.maxNs() / NANOS_A_SECOND, labels);
    }

    MetricSnapshots snapshots() {
        MetricSnapshots.Builder all = MetricSnapshots.builder();
        gauges.values().forEach(each -> all.metricSnapshot(each.build()));
        counters.values().forEach(each -> all.metricSnapshot(each.build()));
        summaries.values().forEach(each -> all.metricSnapshot(each.build()));
        return all.build();
    }

    private static Quantiles quantiles(Latency latency) {
        return Quantiles.of(
                new Quantile(0.5, seconds(latency, latency.p50Ns())),
                new Quantile(0.9, seconds(latency, latency.p90Ns())),
                new Quantile(0.99, seconds(latency, latency.p99Ns())),
                new Quantile(0.999, seconds(latency, latency.p999Ns())));
    }

    /** Of nothing there are no percentiles. */
    private static double seconds(Latency latency, long durationNs) {
        return latency.recent() == 0 ? Double.NaN : durationNs / NANOS_A_SECOND;
    }
}
