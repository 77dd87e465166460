package io.muster.bench.compare;

/** What is measured of a case. */
enum Metric {
    P50("p50", "µs"),
    P99("p99", "µs"),
    PER_SECOND("a second", "M/s"),
    CPU("server's CPU time for each", "ns"),
    EVENTS("events taken meanwhile", "/s");

    private final String label;
    private final String unit;

    Metric(String label, String unit) {
        this.label = label;
        this.unit = unit;
    }

    String label() {
        return label;
    }

    String unit() {
        return unit;
    }
}
