package io.muster.server.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.server.clock.EngineClock;
import io.muster.server.disk.DiskCall;
import io.muster.server.disk.FaultyDisk;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What each durability means for who is told when, and for what is left after a crash. */
@Timeout(60)
class Promise01DurabilityTest {
    private final FaultyDisk disk = new FaultyDisk();

    @Test
    void shouldAcknowledgeBeforeTheForceUnlessADiskBatchStandsBefore() throws IOException {
        try (PipelineRig rig = PipelineRig.on(disk, EngineClock.manual(1000), new CommitOptions(60_000, 60_000))) {
            CompletableFuture<Void> gate = disk.holdForce();
            try {
                submit(rig, Durability.MEMORY, "memory");
                submit(rig, Durability.INTERVAL, "interval");
                rig.awaitCompleted(2);
                submit(rig, Durability.DISK, "disk");
                PipelineRig.await().until(() -> rig.machine.names().contains("disk"));
                submit(rig, Durability.MEMORY, "behind");
                assertEquals(2, rig.completed.size());
            } finally {
                gate.complete(null);
            }
            rig.awaitCompleted(4);

            assertEquals(
                    List.of("2 memory", "3 interval", "4 disk"),
                    PipelineRig.replayed(disk.crash()).subList(1, 4));
        }
    }

    /** The time goes into the journal before the batch, and nobody waits for that to be on the disk. */
    @Test
    void shouldAcknowledgeAMemoryBatchBeforeTheForceWhenTheClockHasMoved() throws IOException {
        try (PipelineRig rig = PipelineRig.on(disk, EngineClock.system(0), new CommitOptions(60_000, 60_000))) {
            for (int i = 1; i <= 3; i++) {
                long beforeMillis = System.currentTimeMillis();
                PipelineRig.await().until(() -> System.currentTimeMillis() > beforeMillis);
                submit(rig, Durability.MEMORY, "memory " + i);
                rig.awaitCompleted(i);
            }
        }
    }

    @Test
    void shouldForceAnIntervalBatchByItself() throws IOException {
        try (PipelineRig rig = PipelineRig.on(disk, EngineClock.manual(1000))) {
            submit(rig, Durability.INTERVAL, "interval");
            rig.awaitCompleted(1);
            PipelineRig.await().until(() -> rig.pipeline.acknowledgedSequence() == 2);

            assertTrue(PipelineRig.replayed(disk.crash()).contains("2 interval"));
        }
    }

    @Test
    void shouldForceAMemoryBatchByItselfWhenItsTimeHasCome() throws IOException {
        try (PipelineRig rig = PipelineRig.on(disk, EngineClock.manual(1000), new CommitOptions(10_000, 20))) {
            submit(rig, Durability.MEMORY, "memory");
            PipelineRig.await().until(() -> rig.pipeline.acknowledgedSequence() == 2);

            assertTrue(PipelineRig.replayed(disk.crash()).contains("2 memory"));
        }
    }

    @Test
    void shouldHandAMemoryBatchToTheSystemThoughNotToTheDisk() throws IOException {
        try (PipelineRig rig = PipelineRig.on(disk, EngineClock.manual(1000))) {
            submit(rig, Durability.MEMORY, "memory");
            rig.awaitCompleted(1);
            PipelineRig.await().until(() -> PipelineRig.replayed(disk.kill()).contains("2 memory"));

            assertEquals(List.of("1 now 1000"), PipelineRig.replayed(disk.crash()));
            assertEquals(1, rig.pipeline.acknowledgedSequence());
        }
        assertTrue(PipelineRig.replayed(disk.crash()).contains("2 memory"), "forced by the close");
    }

    @Test
    void shouldGoOnForcingWhileBatchesNeverStopComing() throws Exception {
        try (PipelineRig rig = PipelineRig.on(disk, EngineClock.manual(1000))) {
            long before = disk.forces();
            for (int i = 0; disk.forces() < before + 5; i++) {
                submit(rig, i % 2 == 0 ? Durability.MEMORY : Durability.INTERVAL, "b" + i);
            }
            assertTrue(rig.pipeline.acknowledgedSequence() > 1);
        }
    }

    @Test
    void shouldStopTakingWhenTheForceOfAnIntervalFails() throws IOException {
        try (PipelineRig rig = PipelineRig.on(disk, EngineClock.manual(1000))) {
            disk.failOnceWhen(call -> call.is(DiskCall.Kind.FORCE, "journal"));
            submit(rig, Durability.INTERVAL, "interval");
            PipelineRig.await().until(() -> rig.pipeline.failure() != null);
            submit(rig, Durability.MEMORY, "after");
            rig.awaitCompleted(2);

            assertEquals(rig.pipeline.failure(), rig.completed.getLast().failure());
            assertTrue(rig.pipeline.failure().contains("injected fault: force"), rig.pipeline.failure());
        }
    }

    private static void submit(PipelineRig rig, Durability durability, String name) {
        CommandBatch batch = RecordingMachine.batch(rig.completed::add, name).durability(durability);
        PipelineRig.await().until(() -> rig.pipeline.submit(batch));
    }
}
