package io.muster.server.metrics;

import io.muster.index.record.CommandKind;

/**
 * What the threads of the pipeline measure. The recording methods belong to the engine thread, {@link #read} and the
 * like to any.
 */
public final class PipelineMeter {
    /** Shorter slices of the engine's time are counted together, at their mean: nobody waits for them. */
    private static final long NOTABLE_NS = 20_000;

    private final LatencyMeter commands = new LatencyMeter();
    private final LatencyMeter questions = new LatencyMeter();
    private final LongSlices longSlices = new LongSlices();
    private final LatencyRecorder commandSlices = commands.recorder();
    private final LatencyRecorder questionSlices = questions.recorder();
    private final OwnedCounter accepted = new OwnedCounter();
    private final OwnedCounter refused = new OwnedCounter();
    private long shortNs;
    private int shortCount;

    /** The engine thread has spent the time between on a command of this kind; {@link System#nanoTime} nanoseconds. */
    public void applied(int kind, long beganNs, long endedNs) {
        long processorNs = longSlices.ended(beganNs, endedNs);
        if (processorNs > 0) {
            longSlices.tell(new LongestSlice(CommandKind.name(kind), endedNs - beganNs, processorNs));
        }
        long durationNs = endedNs - beganNs;
        if (durationNs < NOTABLE_NS) {
            shortNs += durationNs;
            shortCount++;
        } else {
            commandSlices.record(durationNs);
        }
    }

    /** A batch is through: so many of its commands were accepted, the others refused. */
    public void batchApplied(int acceptedCount, int refusedCount) {
        if (shortCount > 0) {
            commandSlices.record(shortNs / shortCount, shortCount);
            shortNs = 0;
            shortCount = 0;
        }
        accepted.add(acceptedCount);
        refused.add(refusedCount);
    }

    /** The engine thread has spent the time between on one step of what somebody asks; nanoseconds as above. */
    public void asked(Class<?> asker, long beganNs, long endedNs) {
        long processorNs = longSlices.ended(beganNs, endedNs);
        if (processorNs > 0) {
            longSlices.tell(new LongestSlice(name(asker), endedNs - beganNs, processorNs));
        }
        questionSlices.record(endedNs - beganNs);
    }

    /** The class in whose code a question was written. */
    private static String name(Class<?> asker) {
        String name = asker.getSimpleName();
        int lambda = name.indexOf("$$");
        return lambda < 0 ? name : name.substring(0, lambda);
    }

    /** The slices of the engine's time that commands took. */
    public Latency commands(Reader reader) {
        return commands.read(reader);
    }

    /** The slices of the engine's time that steps of questions took. */
    public Latency questions(Reader reader) {
        return questions.read(reader);
    }

    /** What slices of a millisecond or more had of a processor, give or take a millisecond. */
    public Latency longSlices(Reader reader) {
        return longSlices.read(reader);
    }

    /** The longest of these since somebody last asked, by the processor; null where there was none. */
    public LongestSlice longestSlice() {
        return longSlices.longest();
    }

    /** Commands that the engine accepted, since the start. */
    public long accepted() {
        return accepted.get();
    }

    /** Commands that the engine refused, since the start. */
    public long refused() {
        return refused.get();
    }
}
