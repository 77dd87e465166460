package io.muster.server.metrics;

import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** Counts what a disk is asked for and how long it takes to force. Any thread. */
public final class DiskMeter {
    private final Recorder recorder =
            new Recorder(LatencyRecorder.SHORTEST_NS, LatencyRecorder.LONGEST_NS, LatencyRecorder.DIGITS);
    private final Histogram[] pending = new Histogram[Reader.values().length];
    private final LongAdder writtenBytes = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private volatile DiskFailure lastFailure;
    private volatile long lastForceMillis;
    private Histogram recycled;
    private long count;
    private long totalNs;

    /** A meter of a disk that was asked for nothing yet. */
    public DiskMeter() {
        for (int reader = 0; reader < pending.length; reader++) {
            pending[reader] =
                    new Histogram(LatencyRecorder.SHORTEST_NS, LatencyRecorder.LONGEST_NS, LatencyRecorder.DIGITS);
        }
    }

    /**
     * A call that failed.
     *
     * @param at when
     * @param what file and reason
     */
    public record DiskFailure(Instant at, String what) {}

    /** A file was forced to the disk within so long. */
    public void forced(long durationNs) {
        recorder.recordValue(Math.clamp(durationNs, 0, LatencyRecorder.LONGEST_NS));
        lastForceMillis = System.currentTimeMillis();
    }

    /** So many bytes were written. */
    public void written(long lengthBytes) {
        writtenBytes.add(lengthBytes);
    }

    /** A write or force failed. */
    public void failed(String what) {
        failures.increment();
        lastFailure = new DiskFailure(Instant.now(), what);
    }

    /** How long forcing took since this reader last asked. */
    public synchronized Latency forces(Reader reader) {
        recycled = recorder.getIntervalHistogram(recycled);
        count += recycled.getTotalCount();
        totalNs += Math.round(recycled.getMean() * recycled.getTotalCount());
        for (Histogram each : pending) {
            each.add(recycled);
        }
        Histogram interval = pending[reader.ordinal()];
        Latency read = Latency.of(count, totalNs, interval);
        interval.reset();
        return read;
    }

    /** When a file was last forced, milliseconds since the epoch; 0 for never. */
    public long lastForceMillis() {
        return lastForceMillis;
    }

    /** Bytes written since the start. */
    public long writtenBytes() {
        return writtenBytes.sum();
    }

    /** Writes and forces that failed since the start. */
    public long failures() {
        return failures.sum();
    }

    /** The last that failed; null if none did. */
    public DiskFailure lastFailure() {
        return lastFailure;
    }
}
