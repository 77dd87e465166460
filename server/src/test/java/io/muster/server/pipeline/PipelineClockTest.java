package io.muster.server.pipeline;

import static io.muster.server.pipeline.PipelineRig.OPTIONS;
import static io.muster.server.pipeline.PipelineRig.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.server.clock.EngineClock;
import io.muster.server.disk.FaultyDisk;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PipelineClockTest {
    @Test
    void shouldMoveAManualClockByCommandOnly() throws IOException {
        FaultyDisk disk = new FaultyDisk();
        try (PipelineRig rig = PipelineRig.on(disk, EngineClock.manual(1000))) {
            rig.submit("a");
            CompletableFuture<Long> moved = rig.pipeline.advanceTo(5000);
            rig.submit("b");

            assertEquals(5000, moved.join());
            rig.awaitCompleted(2);
            assertEquals(5000, rig.pipeline.clock().nowMillis());
            assertEquals(List.of("1 now 1000", "2 a", "3 now 5000", "4 b"), rig.machine.applied());
        }
        assertEquals(List.of("1 now 1000", "2 a", "3 now 5000", "4 b"), PipelineRig.replayed(disk));
    }

    @Test
    void shouldRefuseToMoveAManualClockBack() throws IOException {
        try (PipelineRig rig = PipelineRig.inMemory(EngineClock.manual(1000), OPTIONS)) {
            CompletableFuture<Long> moved = rig.pipeline.advanceTo(999);

            PipelineException refusal = (PipelineException)
                    assertThrows(CompletionException.class, moved::join).getCause();
            assertEquals(PipelineException.Kind.REFUSED, refusal.kind());
            assertEquals(
                    "time: found 1970-01-01T00:00:00.999Z, expected 1970-01-01T00:00:01Z or later: the clock does not"
                            + " go back",
                    refusal.getMessage());
            assertEquals(1001, rig.pipeline.advanceTo(1001).join());
        }
    }

    @Test
    void shouldRefuseToMoveTheSystemsClock() throws IOException {
        try (PipelineRig rig = PipelineRig.inMemory(EngineClock.system(0), OPTIONS)) {
            CompletableFuture<Long> moved = rig.pipeline.advanceTo(Long.MAX_VALUE);

            assertEquals(
                    PipelineException.Kind.REFUSED,
                    ((PipelineException) assertThrows(CompletionException.class, moved::join)
                                    .getCause())
                            .kind());
        }
    }

    @Test
    void shouldGoOnAtTheLastJournaledNowAfterARestart() throws IOException {
        FaultyDisk disk = new FaultyDisk();
        try (PipelineRig rig = PipelineRig.on(disk, EngineClock.manual(1000))) {
            rig.pipeline.advanceTo(7000).join();
        }
        try (PipelineRig rig = PipelineRig.on(disk, EngineClock.manual(7000))) {
            rig.submit("a");
            rig.awaitCompleted(1);
            assertEquals(List.of("1 now 1000", "2 now 7000", "3 a"), rig.machine.applied());
        }
    }

    @Test
    void shouldTellTheSystemsTimeBeforeABatchWhenItHasMoved() throws IOException {
        AtomicLong time = new AtomicLong(1000);
        try (PipelineRig rig = PipelineRig.inMemory(EngineClock.system(0, time::get), OPTIONS)) {
            rig.submit("a");
            rig.awaitCompleted(1);
            rig.submit("b");
            rig.awaitCompleted(2);
            time.set(1003);
            rig.submit("c");
            rig.awaitCompleted(3);

            assertEquals(List.of("1 now 1000", "2 a", "3 b", "4 now 1003", "5 c"), rig.machine.applied());
        }
    }

    @Test
    void shouldNotGoBackWithTheSystemsClock() throws IOException {
        AtomicLong time = new AtomicLong(1000);
        try (PipelineRig rig = PipelineRig.inMemory(EngineClock.system(4000, time::get), OPTIONS)) {
            rig.submit("a");
            rig.awaitCompleted(1);
            time.set(4001);
            rig.submit("b");
            rig.awaitCompleted(2);
            time.set(3000);
            rig.submit("c");
            rig.awaitCompleted(3);

            assertEquals(List.of("1 now 4000", "2 a", "3 now 4001", "4 b", "5 c"), rig.machine.applied());
        }
    }

    @Test
    void shouldTellTheTimeWhenSomethingIsDueThoughNobodyAsks() throws IOException {
        try (PipelineRig rig = PipelineRig.inMemory(EngineClock.system(0), OPTIONS)) {
            long dueMillis = System.currentTimeMillis() + 50;
            rig.submit("due " + dueMillis);
            rig.awaitCompleted(1);
            // The time that is told with the batch may be the due one already; what is due is told even so.
            await().until(() ->
                    rig.machine.applied().getLast().contains("now ") && rig.machine.nextDueMillis() == Long.MAX_VALUE);

            List<String> applied = rig.machine.applied();
            int due = applied.indexOf("2 due " + dueMillis) + applied.indexOf("3 due " + dueMillis) + 1;
            assertEquals(due + 2, applied.size(), applied::toString);
            assertTrue(rig.machine.nowMillis() >= dueMillis, applied::toString);
        }
    }

    @Test
    void shouldNotTellAManualClockThatSomethingIsDue() throws IOException {
        try (PipelineRig rig = PipelineRig.inMemory(EngineClock.manual(1000), OPTIONS)) {
            rig.submit("due 900");
            rig.awaitCompleted(1);
            rig.submit("a");
            rig.awaitCompleted(2);

            assertEquals(List.of("1 now 1000", "2 due 900", "3 a"), rig.machine.applied());
        }
    }
}
