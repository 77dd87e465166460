package io.muster.server.metrics;

/**
 * What is measured.
 *
 * @param maxSegments how many segments have their size among the metrics, those made first first
 */
public record MetricsOptions(int maxSegments) {
    public static final int MAX_SEGMENTS = 100_000;

    /** Checks the bounds. */
    public MetricsOptions {
        if (maxSegments < 0 || maxSegments > MAX_SEGMENTS) {
            throw new IllegalArgumentException("maxSegments: found " + maxSegments + ", expected 0 to " + MAX_SEGMENTS);
        }
    }

    /** A thousand segments. */
    public static MetricsOptions defaults() {
        return new MetricsOptions(1_000);
    }
}
