package io.muster.bench.compare;

import java.util.List;
import java.util.stream.IntStream;

/** How one series stands to another that was measured in turns with it, round by round. */
record Ratios(double min, double median, double max) {
    /** Throws IllegalArgumentException where the series are empty or not of one length. */
    static Ratios of(List<Double> series, List<Double> beside) {
        if (series.isEmpty() || series.size() != beside.size()) {
            throw new IllegalArgumentException("rounds: found " + series.size() + " and " + beside.size()
                    + ", expected as many of both, and one or more");
        }
        List<Double> ratios = IntStream.range(0, series.size())
                .mapToObj(round -> series.get(round) / beside.get(round))
                .toList();
        return new Ratios(quantile(ratios, 0), median(ratios), quantile(ratios, 1));
    }

    /** The middle one; between the middle two where they are even. */
    static double median(List<Double> series) {
        List<Double> sorted = series.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private static double quantile(List<Double> series, int end) {
        return series.stream().reduce(end == 0 ? Math::min : Math::max).orElseThrow();
    }
}
