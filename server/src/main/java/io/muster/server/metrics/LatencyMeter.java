package io.muster.server.metrics;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.HdrHistogram.Histogram;

/**
 * Durations of one kind, recorded by several threads through a {@link LatencyRecorder} each. Any thread.
 *
 * <p>Guarantees: each duration is in exactly one interval of each {@link Reader}, so that no maximum is missed however
 * seldom somebody reads.
 */
public final class LatencyMeter {
    private final List<LatencyRecorder> recorders = new CopyOnWriteArrayList<>();
    private final Histogram drained = histogram();
    private final Histogram[] pending = new Histogram[Reader.values().length];
    private long count;
    private long totalNs;

    /** A meter that nothing was recorded with yet. */
    public LatencyMeter() {
        for (int reader = 0; reader < pending.length; reader++) {
            pending[reader] = histogram();
        }
    }

    /** A recorder for the calling thread, or for whichever thread alone will use it. */
    public LatencyRecorder recorder() {
        LatencyRecorder recorder = new LatencyRecorder();
        recorders.add(recorder);
        return recorder;
    }

    /** What was recorded since this reader last asked. */
    public synchronized Latency read(Reader reader) {
        drain();
        Histogram interval = pending[reader.ordinal()];
        Latency read = Latency.of(count, totalNs, interval);
        interval.reset();
        return read;
    }

    private void drain() {
        for (LatencyRecorder recorder : recorders) {
            recorder.drainTo(drained);
        }
        if (drained.getTotalCount() == 0) {
            return;
        }
        count += drained.getTotalCount();
        totalNs += Math.round(drained.getMean() * drained.getTotalCount());
        for (Histogram each : pending) {
            each.add(drained);
        }
        drained.reset();
    }

    private static Histogram histogram() {
        return new Histogram(LatencyRecorder.SHORTEST_NS, LatencyRecorder.LONGEST_NS, LatencyRecorder.DIGITS);
    }
}
