package io.muster.server.metrics;

import org.HdrHistogram.Histogram;

/**
 * How long something took.
 *
 * @param count since the start
 * @param totalNs all of them together, since the start
 * @param recent how many were in the interval that the rest is of
 * @param p50Ns half of those took no longer; 0 where there were none, as with the others
 * @param p90Ns nine of ten
 * @param p99Ns 99 of 100
 * @param p999Ns 999 of 1,000
 * @param maxNs the longest
 */
public record Latency(
        long count, long totalNs, long recent, long p50Ns, long p90Ns, long p99Ns, long p999Ns, long maxNs) {
    static Latency of(long count, long totalNs, Histogram interval) {
        if (interval.getTotalCount() == 0) {
            return new Latency(count, totalNs, 0, 0, 0, 0, 0, 0);
        }
        return new Latency(
                count,
                totalNs,
                interval.getTotalCount(),
                interval.getValueAtPercentile(50),
                interval.getValueAtPercentile(90),
                interval.getValueAtPercentile(99),
                interval.getValueAtPercentile(99.9),
                interval.getMaxValue());
    }
}
