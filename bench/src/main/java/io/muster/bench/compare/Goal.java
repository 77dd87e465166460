package io.muster.bench.compare;

import java.util.Locale;

/**
 * What issue 5 asks of a metric.
 *
 * @param metric of the case
 * @param atMost or else at least
 * @param bound that the median is held against
 * @param ofRatio of muster's value by the other's, or else of muster's value itself
 */
record Goal(Metric metric, boolean atMost, double bound, boolean ofRatio) {
    static Goal ratioAtMost(Metric metric, double bound) {
        return new Goal(metric, true, bound, true);
    }

    static Goal ratioAtLeast(Metric metric, double bound) {
        return new Goal(metric, false, bound, true);
    }

    static Goal valueAtMost(Metric metric, double bound) {
        return new Goal(metric, true, bound, false);
    }

    static Goal valueAtLeast(Metric metric, double bound) {
        return new Goal(metric, false, bound, false);
    }

    boolean isMet(double value) {
        return atMost ? value <= bound : value >= bound;
    }

    String text() {
        return (atMost ? "≤ " : "≥ ")
                + String.format(Locale.ROOT, "%s", bound % 1 == 0 ? "" + (long) bound : "" + bound)
                + (ofRatio ? " ×" : " " + metric.unit());
    }
}
