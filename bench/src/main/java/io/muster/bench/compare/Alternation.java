package io.muster.bench.compare;

import io.muster.bench.machine.CpuTimes;
import io.muster.bench.machine.Freezing;
import io.muster.bench.machine.Pinning;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Measures both sides of a comparison in turns, the one that begins changing with each round. While one is measured the
 * other is frozen. One platform thread, which is moved to the client's core.
 *
 * @param rounds of each side
 * @param durationNs of each turn
 * @param warmUpNs before, not counted; as often as a JVM is still compiling
 * @param pinned whether threads are moved and processes frozen
 */
record Alternation(int rounds, long durationNs, long warmUpNs, boolean pinned) {
    private static final int MOST_WARM_UPS = 10;

    /** Compilers that take less than this part of a core are done. */
    private static final int RESTING = 50;

    Outcome run(Comparison comparison) throws IOException {
        if (pinned) {
            Pinning.thread(comparison.clientCore());
        }
        Contender muster = comparison.muster();
        Contender rival = comparison.rival();
        warmUp(muster, rival);
        warmUp(rival, muster);
        Map<Metric, List<Double>> ofMuster = new EnumMap<>(Metric.class);
        Map<Metric, List<Double>> ofRival = new EnumMap<>(Metric.class);
        for (int round = 0; round < rounds; round++) {
            if (round % 2 == 0) {
                add(ofMuster, turn(muster, rival, durationNs));
                add(ofRival, turn(rival, muster, durationNs));
            } else {
                add(ofRival, turn(rival, muster, durationNs));
                add(ofMuster, turn(muster, rival, durationNs));
            }
        }
        return new Outcome(comparison, ofMuster, ofRival);
    }

    /**
     * Until nothing is left to be compiled. A JVM compiles beside what it serves: on all cores here, because on one it
     * would take minutes, in which a server that has been up for a day no longer is.
     */
    private void warmUp(Contender measured, Contender other) throws IOException {
        ProcessHandle process = measured.process();
        if (!pinned || process == null) {
            turn(measured, other, warmUpNs);
            return;
        }
        Pinning.free(process);
        long compiledNs = Long.MAX_VALUE;
        for (int i = 0; i < MOST_WARM_UPS && compiledNs > warmUpNs / RESTING; i++) {
            CpuTimes before = CpuTimes.of(process);
            turn(measured, other, warmUpNs);
            compiledNs = CpuTimes.of(process).since(before).compilersNs();
        }
        Pinning.process(process, LookupCases.SERVER_CORE);
    }

    private Map<Metric, Double> turn(Contender measured, Contender other, long turnNs) throws IOException {
        boolean freezes = pinned && other.process() != null && !other.process().equals(measured.process());
        if (!freezes) {
            return measured.measure().run(turnNs);
        }
        Freezing.freeze(other.process());
        try {
            return measured.measure().run(turnNs);
        } finally {
            Freezing.thaw(other.process());
        }
    }

    private static void add(Map<Metric, List<Double>> series, Map<Metric, Double> values) {
        values.forEach((metric, value) ->
                series.computeIfAbsent(metric, any -> new ArrayList<>()).add(value));
    }
}
