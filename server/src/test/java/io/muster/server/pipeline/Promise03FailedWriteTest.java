package io.muster.server.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.server.clock.EngineClock;
import io.muster.server.disk.DiskCall;
import io.muster.server.disk.FaultyDisk;
import io.muster.server.journal.JournalOptions;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whichever call fails while batches are written and files rolled: nothing is acknowledged and lost, nothing more is
 * taken, questions are answered, and a restart without the fault has every acknowledged command.
 */
@Timeout(120)
class Promise03FailedWriteTest {
    private static final int BATCHES = 12;
    private static final JournalOptions SMALL_FILES = new JournalOptions(300, 2048);
    private static final CommitOptions COMMIT = new CommitOptions(5, 60_000);

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldAcknowledgeNothingThatIsLostWhicheverCallFails(boolean forEver) throws IOException {
        int call = 0;
        boolean passed = false;
        while (!passed) {
            call++;
            FaultyDisk disk = new FaultyDisk().failAt(call, forEver);
            int acknowledged = submitUntilFault(disk, "call " + call);
            passed = disk.calls() < call;
            assertTrue(!passed || acknowledged == BATCHES, "call " + call + ": acknowledged " + acknowledged);
        }
        assertTrue(call > 30, "calls: " + call);
    }

    @ParameterizedTest
    @EnumSource(
            value = DiskCall.Kind.class,
            names = {"CREATE", "WRITE", "FORCE", "FORCE_DIRECTORY", "TRUNCATE", "CLOSE"})
    void shouldAcknowledgeNothingThatIsLostWhicheverCallOfAKindFails(DiskCall.Kind kind) throws IOException {
        for (int nth = 1; nth <= 6; nth++) {
            int[] left = {nth};
            FaultyDisk disk = new FaultyDisk().failOnceWhen(call -> call.kind() == kind && --left[0] == 0);
            submitUntilFault(disk, kind + " " + nth);
        }
    }

    @Test
    void shouldAcknowledgeNothingThatIsLostWhenTheDiskIsFull() throws IOException {
        for (long room = 0; room < 1200; room += 37) {
            FaultyDisk disk = new FaultyDisk().leaveRoomFor(room);
            int acknowledged = submitUntilFault(disk, "room for " + room);
            assertTrue(acknowledged < BATCHES || room > 400, "room for " + room);
        }
    }

    @Test
    void shouldLoseNothingWhereWritesAreShort() throws IOException {
        assertEquals(BATCHES, submitUntilFault(new FaultyDisk().writeShort(), "short writes"));
    }

    @Test
    void shouldTryNothingAgainOnceTheJournalHasFailed() throws IOException {
        FaultyDisk disk = new FaultyDisk();
        try (PipelineRig rig = PipelineRig.on(disk, EngineClock.manual(1000), COMMIT)) {
            disk.failOnceWhen(call -> call.is(DiskCall.Kind.FORCE, "journal"));
            rig.submit("lost");
            rig.awaitCompleted(1);
            long calls = disk.calls();
            rig.submit("later");
            rig.awaitCompleted(2);

            assertEquals(calls, disk.calls());
            assertEquals(rig.pipeline.failure(), rig.completed.get(1).failure());
            assertEquals("asked", rig.pipeline.query(engine -> "asked").join());
        }
    }

    /** How many were acknowledged. */
    private int submitUntilFault(FaultyDisk disk, String what) throws IOException {
        String seeded = what + ", seed " + seed;
        List<CommandBatch> completed = List.of();
        try (PipelineRig rig = PipelineRig.on(disk, EngineClock.manual(1000), COMMIT, SMALL_FILES)) {
            completed = rig.completed;
            for (int i = 1; i <= BATCHES; i++) {
                assertTrue(rig.submit("b" + i));
                rig.awaitCompleted(i);
            }
            String told = completed.getLast().failure();
            assertTrue(told == null || told.equals(rig.pipeline.failure()), seeded + ": told " + told);
            assertEquals("asked", rig.pipeline.query(engine -> "asked").join(), seeded);
        } catch (IOException fault) {
            String message = fault.getMessage();
            assertTrue(message.contains("injected fault") || message.contains("No space left"), seeded + message);
        }
        List<String> acknowledged = completed.stream()
                .filter(batch -> batch.failure() == null)
                .map(batch -> batch.lastSequence() + " b" + (batch.lastSequence() - 1))
                .toList();
        List<Supplier<FaultyDisk>> ends = List.of(disk::crash, disk::kill, () -> disk.crash(random));
        for (Supplier<FaultyDisk> end : ends) {
            List<String> replayed = PipelineRig.replayed(end.get());
            assertTrue(
                    replayed.containsAll(acknowledged),
                    seeded + ": acknowledged " + acknowledged + ", replayed " + replayed);
        }
        return acknowledged.size();
    }
}
