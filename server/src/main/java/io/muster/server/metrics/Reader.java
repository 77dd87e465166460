package io.muster.server.metrics;

/** Who reads percentiles: each has an interval of its own, from when it last read. */
public enum Reader {
    /** The scraper of {@code /metrics}. */
    METRICS,
    /** Who asks for the status. */
    STATUS
}
