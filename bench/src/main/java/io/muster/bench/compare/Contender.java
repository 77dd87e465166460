package io.muster.bench.compare;

import java.io.IOException;
import java.util.Map;

/**
 * One side of a comparison.
 *
 * @param name as it stands in the table
 * @param process that is stopped while the other side is measured; null: none is
 * @param measure drives it
 */
record Contender(String name, ProcessHandle process, Measure measure) {
    /** Where there is nothing beside muster that could be asked the same; the other server stands still meanwhile. */
    static Contender nobody(ProcessHandle process) {
        return new Contender("—", process, durationNs -> Map.of());
    }

    /** Measures one side for a while. */
    @FunctionalInterface
    interface Measure {
        /** Throws IllegalStateException where an answer is wrong. */
        Map<Metric, Double> run(long durationNs) throws IOException;
    }
}
