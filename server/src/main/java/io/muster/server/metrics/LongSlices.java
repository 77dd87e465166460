package io.muster.server.metrics;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What the long ones among a thread's slices of work had of a processor, so that a slice that was long can be told from
 * one whose thread was made to wait. The processor time is looked at once a millisecond at most, because that costs
 * about as much as a command does: what is told is up to a millisecond too much, and never too little. That thread
 * records; {@link #read} belongs to any.
 */
final class LongSlices {
    /** Shorter slices are left out, and so far apart the processor time is looked at. */
    private static final long LONG_NS = 1_000_000;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final LatencyMeter meter = new LatencyMeter();
    private final LatencyRecorder recorder = meter.recorder();
    private final AtomicReference<LongestSlice> longest = new AtomicReference<>();
    private long lookedNs = System.nanoTime() - LONG_NS;
    private long lastProcessorNs;

    /**
     * A slice has ended; both in {@link System#nanoTime} nanoseconds. Returns what it had of a processor if it is to be
     * told of, or 0.
     */
    long ended(long beganNs, long endedNs) {
        if (endedNs - lookedNs < LONG_NS) {
            return 0;
        }
        lookedNs = endedNs;
        long processorNs = threads.getCurrentThreadCpuTime();
        long usedNs = processorNs - lastProcessorNs;
        lastProcessorNs = processorNs;
        if (endedNs - beganNs < LONG_NS) {
            return 0;
        }
        long tellNs = Math.clamp(usedNs, 1, endedNs - beganNs);
        recorder.record(tellNs);
        return tellNs;
    }

    /** That slice had its work to be told of. */
    void tell(LongestSlice slice) {
        LongestSlice before = longest.get();
        while ((before == null || slice.processorNs() > before.processorNs())
                && !longest.compareAndSet(before, slice)) {
            before = longest.get();
        }
    }

    /** The one that had most of a processor since somebody last asked; null where there was none. */
    LongestSlice longest() {
        return longest.getAndSet(null);
    }

    Latency read(Reader reader) {
        return meter.read(reader);
    }
}
