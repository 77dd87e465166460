package io.muster.server.pipeline;

import static io.muster.server.pipeline.PipelineRig.OPTIONS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.server.clock.EngineClock;
import io.muster.server.disk.FaultyDisk;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PipelineFaultTest {
    private static final int BATCHES = 8;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldAcknowledgeNothingThatIsNotOnTheDiskWhicheverCallFails(boolean forEver) throws IOException {
        long call = 0;
        boolean passed = false;
        while (!passed) {
            call++;
            FaultyDisk disk = new FaultyDisk().failAt(call, forEver);
            List<String> acknowledged = submitUntilFault(disk);
            passed = disk.calls() < call;

            List<String> replayed = PipelineRig.replayed(disk.crash());
            String what = "call " + call + ": acknowledged " + acknowledged + ", replayed " + replayed;
            assertTrue(replayed.containsAll(acknowledged), what);
            assertTrue(!passed || acknowledged.size() == BATCHES, what);
        }
        assertTrue(call > 10, "calls: " + call);
    }

    private static List<String> submitUntilFault(FaultyDisk disk) {
        List<CommandBatch> completed = List.of();
        try (PipelineRig rig = PipelineRig.on(disk, EngineClock.manual(1000))) {
            completed = rig.completed;
            for (int i = 1; i <= BATCHES; i++) {
                assertTrue(rig.submit("b" + i));
                rig.awaitCompleted(i);
            }
            assertEquals(BATCHES, completed.size());
            assertEquals(rig.pipeline.failure(), completed.getLast().failure());
        } catch (IOException fault) {
            assertTrue(fault.getMessage().contains("injected fault"), fault.getMessage());
        }
        return completed.stream()
                .filter(batch -> batch.failure() == null)
                .map(batch -> batch.lastSequence() + " b" + (batch.lastSequence() - 1))
                .toList();
    }

    @Test
    void shouldAnswerQuestionsAfterTheJournalFailed() throws IOException {
        FaultyDisk disk = new FaultyDisk();
        try (PipelineRig rig = PipelineRig.on(disk, EngineClock.manual(1000))) {
            rig.submit("a");
            rig.awaitCompleted(1);
            disk.failAt(disk.calls() + 2, false);
            rig.submit("b");
            rig.submit("c");
            rig.awaitCompleted(3);

            assertNull(rig.completed.get(0).failure());
            assertTrue(rig.completed.get(1).failure().contains("injected fault: force"), rig.pipeline.failure());
            assertEquals(rig.pipeline.failure(), rig.completed.get(2).failure());
            assertEquals(2, rig.pipeline.acknowledgedSequence());
            assertEquals(7, rig.pipeline.query(engine -> 7).join());
        }
    }

    @Test
    void shouldTakeNothingMoreAfterTheEngineBroke() throws IOException {
        try (PipelineRig rig = PipelineRig.inMemory(EngineClock.manual(1000), OPTIONS)) {
            rig.submit("a");
            rig.submit("b", "break", "c");
            rig.submit("d");
            rig.awaitCompleted(3);

            assertNull(rig.completed.get(0).failure());
            assertEquals(
                    "the engine broke at sequence 4: java.lang.IllegalStateException: broken by break",
                    rig.completed.get(1).failure());
            assertNotNull(rig.completed.get(2).failure());
            assertEquals(List.of("a", "b"), rig.machine.names());
            assertEquals(
                    List.of("a", "b"),
                    rig.pipeline.query(engine -> rig.machine.names()).join());
        }
    }
}
