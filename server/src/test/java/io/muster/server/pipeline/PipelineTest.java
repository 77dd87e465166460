package io.muster.server.pipeline;

import static io.muster.server.pipeline.PipelineRig.OPTIONS;
import static io.muster.server.pipeline.PipelineRig.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.Outcome;
import io.muster.index.SlowAnswer;
import io.muster.server.clock.EngineClock;
import io.muster.server.disk.FaultyDisk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PipelineTest {
    @Test
    void shouldCompleteABatchOnceWithItsSequences() throws IOException {
        try (PipelineRig rig = PipelineRig.on(new FaultyDisk(), EngineClock.manual(1000))) {
            assertTrue(rig.submit("a", "bb"));
            assertTrue(rig.submit("ccc"));
            rig.awaitCompleted(2);

            CommandBatch first = rig.completed.get(0);
            assertEquals(2, first.firstSequence());
            assertEquals(3, first.lastSequence());
            assertEquals(2, first.id());
            assertNull(first.failure());
            assertTrue(first.refusals().isEmpty());
            assertEquals(4, rig.completed.get(1).firstSequence());
            assertEquals(List.of("1 now 1000", "2 a", "3 bb", "4 ccc"), rig.machine.applied());
            assertEquals(4, rig.pipeline.acknowledgedSequence());
        }
    }

    @Test
    void shouldSayWhichCommandsWereRefusedAndApplyTheOthers() throws IOException {
        try (PipelineRig rig = PipelineRig.inMemory(EngineClock.manual(1000), OPTIONS)) {
            rig.submit("a", "refuse it", "bb", "refuse more");
            rig.awaitCompleted(1);

            CommandBatch batch = rig.completed.get(0);
            assertNull(batch.failure());
            assertEquals(
                    List.of(
                            new Refusal(1, Outcome.Kind.BAD_FIELD, "refuse it", "found refuse it", null),
                            new Refusal(3, Outcome.Kind.BAD_FIELD, "refuse more", "found refuse more", null)),
                    batch.refusals());
            assertEquals(5, batch.lastSequence());
            assertEquals(2, batch.id());
        }
    }

    @Test
    void shouldCompleteInOrderExactlyOnceFromManyThreads() throws Exception {
        int threads = 4;
        int batches = 500;
        FaultyDisk disk = new FaultyDisk();
        List<CommandBatch> completed;
        List<String> applied;
        try (PipelineRig rig = PipelineRig.on(disk, EngineClock.system(0))) {
            List<Thread> submitters = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int thread = i;
                submitters.add(Thread.ofPlatform().start(() -> submitAll(rig, thread, batches)));
            }
            for (Thread submitter : submitters) {
                submitter.join();
            }
            rig.awaitCompleted(threads * batches);
            completed = rig.completed;
            applied = rig.machine.applied();
        }

        assertEquals(threads * batches, completed.size());
        assertEquals(threads * batches, completed.stream().distinct().count());
        for (int i = 1; i < completed.size(); i++) {
            assertTrue(completed.get(i - 1).lastSequence() < completed.get(i).firstSequence(), "completion " + i);
        }
        assertEquals(applied, PipelineRig.replayed(disk));
    }

    private static void submitAll(PipelineRig rig, int thread, int batches) {
        for (int i = 0; i < batches; i++) {
            while (!rig.submit(thread + "-" + i, "x")) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void shouldForceManyBatchesAtOnce() throws IOException {
        FaultyDisk disk = new FaultyDisk();
        try (PipelineRig rig = PipelineRig.on(disk, EngineClock.manual(1000))) {
            long before = disk.forces();
            CompletableFuture<Void> held = disk.holdForce();
            rig.submit("first");
            // What is applied may still be on its way to the force, which would then be of the others too.
            await().until(() -> disk.forces() > before && rig.machine.names().contains("first"));
            for (int i = 0; i < 50; i++) {
                assertTrue(rig.submit("b" + i));
            }
            assertTrue(rig.completed.isEmpty());
            held.complete(null);
            rig.awaitCompleted(51);

            assertEquals(2, disk.forces() - before);
        }
    }

    @Test
    void shouldAcknowledgeOnlyWhatIsApplied() throws IOException {
        try (PipelineRig rig = PipelineRig.inMemory(EngineClock.manual(1000), OPTIONS)) {
            rig.submit("a");
            rig.awaitCompleted(1);
            rig.submit("wait");
            rig.machine.awaitWaiting();

            assertEquals(1, rig.completed.size());
            assertEquals(2, rig.pipeline.acknowledgedSequence());
            rig.machine.release();
            rig.awaitCompleted(2);
        }
    }

    @Test
    void shouldRefuseMoreThanItsQueueHolds() throws IOException {
        PipelineOptions small = new PipelineOptions(4, 1000, 1000, 2);
        try (PipelineRig rig = PipelineRig.inMemory(EngineClock.manual(1000), small)) {
            assertTrue(rig.submit("wait"));
            assertTrue(rig.submit("b"));
            assertTrue(rig.submit("c"));
            assertTrue(rig.submit("d"));
            assertFalse(rig.submit("e"));
            rig.machine.release();
            rig.awaitCompleted(4);
            assertTrue(rig.submit("f"));
            rig.awaitCompleted(5);

            assertEquals(List.of("wait", "b", "c", "d", "f"), rig.machine.names());
        }
    }

    @Test
    void shouldRefuseMoreBytesThanItsQueueHolds() throws IOException {
        PipelineOptions small = new PipelineOptions(100, 1000, 600, 2);
        try (PipelineRig rig = PipelineRig.inMemory(EngineClock.manual(1000), small)) {
            assertTrue(rig.submit("wait" + "x".repeat(450)));
            assertFalse(rig.submit("y".repeat(560)));
            assertTrue(rig.submit("z".repeat(100)));
            assertThrows(IllegalArgumentException.class, () -> rig.submit("y".repeat(601)));
        }
    }

    @Test
    void shouldAnswerAQueryBetweenBatches() throws Exception {
        try (PipelineRig rig = PipelineRig.inMemory(EngineClock.manual(1000), OPTIONS)) {
            rig.submit("wait", "b");
            rig.machine.awaitWaiting();
            CompletableFuture<List<String>> names = rig.pipeline.query(engine -> rig.machine.names());
            rig.machine.release();

            assertEquals(List.of("wait", "b"), names.get(30, TimeUnit.SECONDS));
            CompletableFuture<String> thread =
                    rig.pipeline.query(engine -> Thread.currentThread().getName());
            assertEquals("muster-engine", thread.get(30, TimeUnit.SECONDS));
        }
    }

    @Test
    void shouldGoOnWithALongAnswerHoweverManyShortOnesAreAskedFor() throws Exception {
        try (PipelineRig rig = PipelineRig.inMemory(EngineClock.manual(1000), OPTIONS)) {
            AtomicBoolean going = new AtomicBoolean(true);
            askForEver(rig.pipeline, going);
            askForEver(rig.pipeline, going);
            AtomicInteger steps = new AtomicInteger();
            rig.pipeline
                    .querySlowly(engine -> new Until(() -> steps.incrementAndGet() == 100))
                    .get(30, TimeUnit.SECONDS);
            going.set(false);
        }
    }

    @Test
    void shouldAskForAMomentWithoutWorkAfterEveryBatch() throws Exception {
        try (PipelineRig rig = PipelineRig.inMemory(EngineClock.manual(1000), OPTIONS)) {
            AtomicBoolean going = new AtomicBoolean(true);
            AtomicInteger tasks = new AtomicInteger(1);
            rig.machine.whenTaskEnds(() -> {
                if (going.get()) {
                    tasks.incrementAndGet();
                    rig.submit("task");
                    rig.submit("task");
                }
            });
            for (int i = 0; i < OPTIONS.queueQueries() / 2; i++) {
                rig.pipeline.querySlowly(engine -> new Until(() -> !going.get()));
            }
            askForEver(rig.pipeline, going);
            rig.submit("task");
            for (int round = 0; round < 20; round++) {
                AtomicInteger whenAsked = new AtomicInteger();
                int whenAnswered = rig.pipeline
                        .queryBetweenWorks(engine -> {
                            whenAsked.set(tasks.get());
                            return new Until(() -> !rig.machine.hasWork()).map(any -> tasks.get());
                        })
                        .get(30, TimeUnit.SECONDS);
                int ended = whenAnswered - whenAsked.get();
                assertTrue(ended <= 1, ended + " tasks ended before it was answered");
            }
            going.set(false);
        }
    }

    /** There is always one that waits. */
    private static void askForEver(Pipeline pipeline, AtomicBoolean going) {
        pipeline.query(engine -> {
            if (going.get()) {
                askForEver(pipeline, going);
            }
            return null;
        });
    }

    private record Until(BooleanSupplier done) implements SlowAnswer<Boolean> {
        @Override
        public boolean step() {
            return done.getAsBoolean();
        }

        @Override
        public Boolean get() {
            return true;
        }

        @Override
        public void close() {}
    }

    @Test
    void shouldHandBackWhatAQueryThrows() throws IOException {
        try (PipelineRig rig = PipelineRig.inMemory(EngineClock.manual(1000), OPTIONS)) {
            CompletableFuture<Object> answer = rig.pipeline.query(engine -> {
                throw new IllegalArgumentException("no such thing");
            });

            CompletionException thrown = assertThrows(CompletionException.class, answer::join);
            assertEquals("no such thing", thrown.getCause().getMessage());
            assertTrue(rig.submit("a"));
            rig.awaitCompleted(1);
        }
    }

    @Test
    void shouldSayBusyWhenTooManyQueriesWait() throws IOException {
        PipelineOptions small = new PipelineOptions(4, 1000, 1000, 2);
        try (PipelineRig rig = PipelineRig.inMemory(EngineClock.manual(1000), small)) {
            rig.submit("wait");
            rig.machine.awaitWaiting();
            rig.pipeline.query(engine -> 1);
            rig.pipeline.query(engine -> 2);
            CompletableFuture<Integer> third = rig.pipeline.query(engine -> 3);

            PipelineException busy = (PipelineException)
                    assertThrows(CompletionException.class, third::join).getCause();
            assertEquals(PipelineException.Kind.BUSY, busy.kind());
        }
    }

    @Test
    void shouldFinishWhatWasSubmittedBeforeItCloses() throws IOException {
        FaultyDisk disk = new FaultyDisk();
        PipelineRig rig = PipelineRig.on(disk, EngineClock.manual(1000));
        for (int i = 0; i < 60; i++) {
            rig.submit("b" + i);
        }
        CompletableFuture<Long> query = rig.pipeline.query(engine -> 7L);
        rig.close();

        assertEquals(60, rig.completed.size());
        assertTrue(rig.completed.stream().allMatch(batch -> batch.failure() == null));
        assertEquals(7L, query.join());
        assertEquals(61, PipelineRig.replayed(disk.crash()).size());
        assertTrue(rig.submit("late"));
        assertEquals("the server is closing", rig.completed.get(60).failure());
    }

    @Test
    void shouldCloseWhileTheEngineHasWork() throws Exception {
        PipelineRig rig = PipelineRig.on(new FaultyDisk(), EngineClock.manual(1000));
        rig.submit("work");
        PipelineRig.await().until(() -> rig.machine.applied().size() > 20);
        CompletableFuture.runAsync(rig.pipeline::close).get(30, TimeUnit.SECONDS);
        assertEquals(1, rig.completed.size());
        assertNull(rig.completed.getFirst().failure());
        rig.close();
    }

    @Test
    void shouldOutliveACompletionThatThrows() throws IOException {
        try (PipelineRig rig = PipelineRig.inMemory(EngineClock.manual(1000), OPTIONS)) {
            AtomicInteger calls = new AtomicInteger();
            CommandBatch rude = RecordingMachine.batch(
                    batch -> {
                        calls.incrementAndGet();
                        throw new IllegalStateException("thrown on purpose by a test");
                    },
                    "a");
            rig.pipeline.submit(rude);
            rig.submit("b");
            rig.awaitCompleted(1);

            assertEquals(1, calls.get());
            assertNull(rig.pipeline.failure());
        }
    }

    @Test
    void shouldTakeABatchAgainOnceItIsCompleted() throws IOException {
        try (PipelineRig rig = PipelineRig.inMemory(EngineClock.manual(1000), OPTIONS)) {
            CommandBatch batch = RecordingMachine.batch(rig.completed::add, "refuse");
            rig.pipeline.submit(batch);
            rig.awaitCompleted(1);
            batch.clear();
            batch.add(RecordingMachine.command("again"));
            rig.pipeline.submit(batch);
            rig.awaitCompleted(2);

            assertEquals(List.of("refuse", "again"), rig.machine.names());
            assertTrue(batch.refusals().isEmpty());
            assertEquals(3, batch.lastSequence());
        }
    }

    @Test
    void shouldCompleteAnEmptyBatchInItsPlace() throws IOException {
        try (PipelineRig rig = PipelineRig.on(new FaultyDisk(), EngineClock.manual(1000))) {
            rig.submit("a");
            rig.submit();
            rig.submit("b");
            rig.awaitCompleted(3);

            assertEquals(2, rig.completed.get(1).lastSequence());
            assertEquals(3, rig.completed.get(2).firstSequence());
        }
    }
}
