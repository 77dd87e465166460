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

@Timeout(60)
class PipelineFaultTest {
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
            rig.awaitCompleted(1);
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
