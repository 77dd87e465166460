package io.muster.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.Engine;
import io.muster.index.EngineOptions;
import io.muster.index.record.Commands;
import io.muster.index.snapshot.EngineSnapshot;
import io.muster.server.clock.EngineClock;
import io.muster.server.ingest.AppendOutcome;
import io.muster.server.ingest.IngestAgent;
import io.muster.server.ingest.IngestOptions;
import io.muster.server.pipeline.CommandBatch;
import io.muster.server.pipeline.CommitOptions;
import io.muster.server.pipeline.Pipeline;
import io.muster.server.pipeline.PipelineOptions;
import io.muster.server.snapshot.PipelineOrigin;
import io.muster.server.wire.backend.BackendException;
import io.muster.server.wire.backend.CommandOutcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class DefinitionQueueTest {
    private static final int QUEUE_BATCHES = 2;

    private final CountDownLatch release = new CountDownLatch(1);
    private final Engine engine = new Engine(new EngineOptions(0, 1_000));
    private final Pipeline pipeline = new Pipeline(
            engine,
            null,
            EngineClock.manual(1_770_000_000_000L),
            new PipelineOptions(QUEUE_BATCHES, 1 << 20, 1 << 20, 16),
            CommitOptions.defaults());
    private final IngestAgent ingest = new IngestAgent(pipeline::submit, IngestOptions.defaults());
    private final LongRules rules = new LongRules(engine);
    private final PipelineBackend backend =
            new PipelineBackend(engine, pipeline, ingest, null, null, null, null, null, rules);

    @BeforeEach
    void start() throws Exception {
        CompletableFuture<CommandOutcome> created = new CompletableFuture<>();
        assertTrue(backend.submit(Commands.createWorkspace("shop", "UTC", "EUR"), created::complete));
        assertEquals(1, created.get(30, SECONDS).id());
    }

    @AfterEach
    void stop() {
        release.countDown();
        ingest.close();
        rules.close();
        pipeline.close();
        engine.close();
    }

    @Test
    void shouldAnswerBusyWithAdviceWhereThePipelineIsFull() throws Exception {
        fill();
        CommandOutcome outcome = define("a").get(30, SECONDS);
        assertEquals(BackendException.Kind.BUSY, outcome.failure().kind());
        int retryAfterMs = outcome.failure().retryAfterMs();
        assertTrue(retryAfterMs >= 1 && retryAfterMs <= 5_000, "advice " + retryAfterMs);
        assertEquals(null, pipeline.failure());
        release.countDown();
        assertAcceptedSoon("b");
    }

    @Test
    void shouldEndThousandsThatFindNoRoomWithoutAStackOfThem() throws Exception {
        List<CompletableFuture<CommandOutcome>> waiting = new ArrayList<>();
        CompletableFuture<CommandOutcome> first = new CompletableFuture<>();
        CountDownLatch defined = new CountDownLatch(1);
        assertTrue(backend.submit(segment("first"), outcome -> {
            awaitQuietly(defined);
            fillUp();
            first.complete(outcome);
        }));
        for (int i = 0; i < 5_000; i++) {
            waiting.add(define("s" + i));
        }
        defined.countDown();
        assertEquals(null, first.get(30, SECONDS).failure());
        for (CompletableFuture<CommandOutcome> each : waiting) {
            assertEquals(
                    BackendException.Kind.BUSY, each.get(30, SECONDS).failure().kind());
        }
        release.countDown();
        assertAcceptedSoon("last");
    }

    @Test
    void shouldRefuseTheOneBeyondItsBound() {
        hold();
        define("held");
        byte[] longRule = segment("x".repeat(1 << 20));
        int taken = 0;
        while (backend.submit(longRule, outcome -> {})) {
            taken++;
            assertTrue(taken < 64, "taken without end");
        }
        assertEquals(63, taken);
    }

    @Test
    void shouldTakeAsManyAsCanWaitAndNoMore() {
        hold();
        define("held");
        int taken = 0;
        while (taken <= PipelineOptions.MAX_DEFINITIONS && backend.submit(segment("s" + taken), outcome -> {})) {
            taken++;
        }
        assertEquals(PipelineOptions.MAX_DEFINITIONS, taken);
    }

    @Test
    void shouldLetASnapshotBeginHoweverManyDefinitionsFollowOneAnother() throws Exception {
        load(10_000);
        AtomicInteger defined = new AtomicInteger();
        AtomicBoolean going = new AtomicBoolean(true);
        defineForEver(defined, going);
        defineForEver(defined, going);
        PipelineOrigin origin = new PipelineOrigin(pipeline, null, null);
        for (int round = 0; round < 3; round++) {
            int before = defined.get();
            Awaitility.await().atMost(60, SECONDS).until(() -> defined.get() > before && engine.hasWork());
            EngineSnapshot walk = origin.begin(() -> true).get(30, SECONDS);
            origin.end(walk).get(30, SECONDS);
        }
        going.set(false);
        int after = defined.get();
        Awaitility.await().atMost(60, SECONDS).until(() -> !engine.hasWork() && defined.get() >= after);
    }

    /** The next waits before the one before is done. */
    private void defineForEver(AtomicInteger defined, AtomicBoolean going) {
        byte[] segment = Commands.createSegment(1, "segment " + defined.incrementAndGet(), "tags CONTAINS 'vip'");
        backend.submit(segment, outcome -> {
            if (going.get()) {
                defineForEver(defined, going);
            }
        });
    }

    private void load(int customers) throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < customers; i++) {
            lines.append("{\"type\":\"customer\",\"id\":\"").append(i).append("\",\"tags\":[\"vip\"]}\n");
        }
        CompletableFuture<AppendOutcome> loaded = new CompletableFuture<>();
        assertTrue(ingest.offer(1, lines.toString().getBytes(StandardCharsets.UTF_8), loaded::complete));
        assertEquals(customers, loaded.get(60, SECONDS).accepted());
    }

    private void assertAcceptedSoon(String name) throws Exception {
        CommandOutcome outcome = define(name).get(30, SECONDS);
        while (outcome.failure() != null) {
            assertEquals(BackendException.Kind.BUSY, outcome.failure().kind());
            outcome = define(name + "'").get(30, SECONDS);
        }
        assertFalse(outcome.id() == 0, String.valueOf(outcome.reason()));
    }

    /** Holds the engine's thread, then fills what stands before it. */
    private void fill() {
        hold();
        fillUp();
    }

    private void hold() {
        CountDownLatch held = new CountDownLatch(1);
        pipeline.query(any -> {
            held.countDown();
            return awaitQuietly(release);
        });
        awaitQuietly(held);
    }

    private void fillUp() {
        int taken = 0;
        while (pipeline.submit(CommandBatch.of(Commands.createWorkspace("w" + taken, "UTC", "EUR")))) {
            taken++;
        }
    }

    private CompletableFuture<CommandOutcome> define(String name) {
        CompletableFuture<CommandOutcome> done = new CompletableFuture<>();
        assertTrue(backend.submit(segment(name), done::complete));
        return done;
    }

    private static byte[] segment(String name) {
        return Commands.createSegment(1, name, "accepts_marketing = true");
    }

    private static Boolean awaitQuietly(CountDownLatch latch) {
        try {
            return latch.await(60, SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
