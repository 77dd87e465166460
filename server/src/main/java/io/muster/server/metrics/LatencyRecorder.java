package io.muster.server.metrics;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * Takes durations down. One thread records; others read through {@link LatencyMeter}.
 *
 * <p>Guarantees: recording allocates nothing, takes no lock and never waits for a reader.
 */
public final class LatencyRecorder {
    /** Longer ones count as this long. */
    static final long LONGEST_NS = 600_000_000_000L;

    /** Shorter ones are not told apart. */
    static final long SHORTEST_NS = 128;

    /** A percentile is at most a hundredth of itself off. */
    static final int DIGITS = 2;

    private final SingleWriterRecorder recorder = new SingleWriterRecorder(SHORTEST_NS, LONGEST_NS, DIGITS);
    private Histogram recycled;

    LatencyRecorder() {}

    /** Takes down one that took so long. */
    public void record(long durationNs) {
        recorder.recordValue(Math.clamp(durationNs, 0, LONGEST_NS));
    }

    /** Takes down {@code count} that took so long each. */
    public void record(long durationNs, long count) {
        recorder.recordValueWithCount(Math.clamp(durationNs, 0, LONGEST_NS), count);
    }

    /** Moves what was taken down since the last time; one reader at a time. */
    void drainTo(Histogram target) {
        recycled = recorder.getIntervalHistogram(recycled);
        target.add(recycled);
    }
}
