package io.muster.bench.compare;

import java.util.List;
import java.util.Map;

/**
 * What came of a comparison: a value a round of each metric and side.
 *
 * @param comparison that was made
 * @param muster its values
 * @param rival those of the other side
 */
record Outcome(Comparison comparison, Map<Metric, List<Double>> muster, Map<Metric, List<Double>> rival) {}
