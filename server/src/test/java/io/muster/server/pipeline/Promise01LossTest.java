package io.muster.server.pipeline;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.server.Soak;
import io.muster.server.clock.EngineClock;
import io.muster.server.disk.FaultyDisk;
import io.muster.server.journal.JournalOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How much of what was acknowledged is gone when the process or the power goes under load; printed, the README quotes
 * it. The disk is in memory, so that a force takes no time: a real one adds how long its forces take.
 */
@Timeout(60)
class Promise01LossTest {
    private static final int CRASHES = 5 * Soak.rounds(1);
    private static final long LOAD_MILLIS = 150;
    private static final long SLACK_MILLIS = 500;

    /** How often the machine may have left a thread without a core for longer than that, one crash after the other. */
    private static final int MOST_STALLS = 10;

    private record Acknowledged(long sequence, long atNs) {}

    private record Loss(int acknowledged, int lost, long oldestMicros) {
        static Loss of(List<Acknowledged> acknowledged, int survived, long crashNs) {
            List<Acknowledged> lost = acknowledged.stream()
                    .filter(each -> each.sequence > survived)
                    .toList();
            long oldestNs =
                    lost.stream().mapToLong(each -> crashNs - each.atNs).max().orElse(0);
            return new Loss(acknowledged.size(), lost.size(), TimeUnit.NANOSECONDS.toMicros(oldestNs));
        }
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    void shouldLoseNoMoreThanTheDurabilitySays(Durability durability) throws IOException {
        CommitOptions commit = CommitOptions.defaults();
        long boundMicros = TimeUnit.MILLISECONDS.toMicros(commit.intervalMillis() + SLACK_MILLIS);
        for (int crash = 1; crash <= CRASHES; crash++) {
            Loss loss = crash(durability, commit, LOAD_MILLIS + 7 * crash);
            for (int stalls = 0; isTooOld(durability, loss, boundMicros) && stalls < MOST_STALLS; stalls++) {
                loss = crash(durability, commit, LOAD_MILLIS + 7 * crash);
            }
            assertFalse(isTooOld(durability, loss, boundMicros), "lost what was " + loss.oldestMicros + " µs old");
        }
    }

    /** What is lost when the power goes under load. */
    private static Loss crash(Durability durability, CommitOptions commit, long loadMillis) throws IOException {
        FaultyDisk disk = new FaultyDisk();
        Queue<Acknowledged> told = new ConcurrentLinkedQueue<>();
        try (PipelineRig rig = PipelineRig.on(disk, EngineClock.manual(1000), commit, JournalOptions.defaults())) {
            load(rig, durability, told, loadMillis);
            List<Acknowledged> acknowledged = new ArrayList<>(told);
            long crashNs = System.nanoTime();
            FaultyDisk power = disk.crash();
            FaultyDisk process = disk.kill();
            Loss whenPowerGoes =
                    Loss.of(acknowledged, PipelineRig.replayed(power).size(), crashNs);
            Loss whenKilled =
                    Loss.of(acknowledged, PipelineRig.replayed(process).size(), crashNs);
            print(durability, whenPowerGoes, whenKilled);
            assertTrue(whenPowerGoes.acknowledged > 0);
            assertTrue(durability != Durability.DISK || whenPowerGoes.lost == 0, whenPowerGoes::toString);
            return whenPowerGoes;
        }
    }

    private static boolean isTooOld(Durability durability, Loss loss, long boundMicros) {
        return durability == Durability.INTERVAL && loss.oldestMicros > boundMicros;
    }

    private static void load(PipelineRig rig, Durability durability, Queue<Acknowledged> told, long millis) {
        Completion tell = done -> told.add(new Acknowledged(done.lastSequence(), System.nanoTime()));
        long startNs = System.nanoTime();
        while (told.isEmpty() || System.nanoTime() - startNs < TimeUnit.MILLISECONDS.toNanos(millis)) {
            CommandBatch batch = RecordingMachine.batch(tell, "b").durability(durability);
            if (!rig.pipeline.submit(batch)) {
                LockSupport.parkNanos(10_000);
            }
        }
    }

    private static void print(Durability durability, Loss power, Loss killed) {
        System.out.printf(
                Locale.ROOT,
                "%-8s acknowledged %,d; power cut: %,d lost, the oldest after %.1f ms; killed: %,d lost, after %.1f"
                        + " ms%n",
                durability,
                power.acknowledged,
                power.lost,
                power.oldestMicros / 1e3,
                killed.lost,
                killed.oldestMicros / 1e3);
    }
}
