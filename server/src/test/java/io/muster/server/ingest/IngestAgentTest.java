package io.muster.server.ingest;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.record.CommandKind;
import io.muster.index.record.CommandReader;
import io.muster.server.pipeline.CommandBatch;
import io.muster.server.pipeline.Completing;
import io.muster.server.pipeline.Durability;
import io.muster.server.records.RecordLimits;
import io.muster.server.records.RefusedRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IngestAgentTest {
    private static final byte[] GOOD = utf8("{\"type\":\"customer_deleted\",\"id\":\"a\"}\n");
    private static final byte[] MIXED = utf8("""
        {"type":"customer","id":"a","fields":{"size":38}}

        {"type":"customer","id":}
        {"type":"customer","fields":{"size":"x"},"id":"a"}
        {"type":"customer","id":"b"}
        nonsense
        """);

    private final Queue<CommandBatch> submitted = new ConcurrentLinkedQueue<>();
    private final Queue<AppendOutcome> outcomes = new ConcurrentLinkedQueue<>();
    private final AtomicInteger room = new AtomicInteger(Integer.MAX_VALUE);
    private IngestAgent agent = new IngestAgent(this::submit, new IngestOptions(4, 1000, 1 << 20));

    @AfterEach
    void stop() {
        agent.close();
    }

    @Test
    void shouldMergeRefusalsOfParserAndEngineByLine() {
        assertTrue(agent.offer(3, MIXED, outcomes::add));
        CommandBatch batch = next();
        assertEquals(3, batch.count());
        Completing.complete(batch, 40, "fields.size", List.of(1));
        AppendOutcome outcome = outcome();
        assertEquals(42, outcome.lastSequence());
        assertEquals(2, outcome.accepted());
        assertEquals(null, outcome.failure());
        assertEquals(
                List.of(3, 4, 6),
                outcome.refused().stream().map(RefusedRecord::line).toList());
        assertEquals(
                new RefusedRecord(4, 37, "fields.size", "found x, expected y"),
                outcome.refused().get(1));
    }

    @Test
    void shouldSayInEachCommandWhetherItIsHistoryThatIsLoaded() {
        for (boolean imported : new boolean[] {true, false, true}) {
            assertTrue(agent.offer(null, 3, Durability.DISK, imported, GOOD, outcomes::add));
            CommandBatch batch = next();
            int length = batch.buffer().getInt(0);
            CommandReader command = new CommandReader().wrap(batch.buffer(), Integer.BYTES, length);
            assertEquals(imported, command.imported());
            assertEquals(3, command.workspaceId());
            assertTrue(command.kind() >= CommandKind.CUSTOMER && command.kind() <= CommandKind.EVENT);
            Completing.complete(batch, 1, null, List.of());
            outcome();
        }
    }

    @Test
    void shouldTellWhyBatchFailed() {
        agent.offer(3, GOOD, outcomes::add);
        Completing.fail(next(), "the disk is full");
        assertEquals(new AppendOutcome(0, 0, List.of(), "the disk is full"), outcome());
    }

    @Test
    void shouldWaitWhileSinkIsFullAndKeepOrder() {
        room.set(0);
        int taken = 0;
        while (agent.offer(taken, GOOD, outcomes::add)) {
            taken++;
            assertTrue(taken < 10, "the queue takes without end");
        }
        assertTrue(taken >= 4, "taken " + taken);
        assertEquals(0, submitted.size());
        room.set(100);
        for (int i = 0; i < taken; i++) {
            CommandBatch batch = next();
            assertEquals(i, batch.buffer().getInt(8));
            Completing.complete(batch, 1 + i, null, List.of());
            assertEquals(1 + i, outcome().lastSequence());
        }
        assertTrue(agent.offer(0, GOOD, outcomes::add));
        Completing.complete(next(), 99, null, List.of());
    }

    @Test
    void shouldBoundWaitingBytesButTakeOneLongBatch() {
        room.set(0);
        assertTrue(agent.offer(3, new byte[1001], outcomes::add));
        await().atMost(Duration.ofSeconds(30)).until(() -> agent.offer(3, new byte[500], outcomes::add));
        assertFalse(agent.offer(3, new byte[1], outcomes::add), "more than is left free");
        assertFalse(
                agent.offer("another", 4, Durability.DISK, false, new byte[501], outcomes::add), "more than there is");
        assertTrue(agent.offer("another", 4, Durability.DISK, false, new byte[250], outcomes::add));
        assertEquals(750, agent.queuedBytes());
        assertEquals(2, agent.queuedBatches());
    }

    @Test
    void shouldTakeAsManyLinesAsABatchMayHaveAndNoMore() {
        String last = new String(GOOD, StandardCharsets.UTF_8).strip();
        assertTrue(agent.offer(3, utf8("\n".repeat(RecordLimits.BATCH_LINES - 1) + last), outcomes::add));
        completeAll();
        assertEquals(1, outcome().accepted());
        assertTrue(agent.offer(3, utf8("\n".repeat(RecordLimits.BATCH_LINES) + last), outcomes::add));
        assertEquals(
                "records: found 100001 lines in a batch, expected at most 100000",
                outcome().failure());
    }

    @Test
    void shouldNotTakeTheEndOfTheLastLineForAnother() {
        assertTrue(agent.offer(3, utf8("\n".repeat(RecordLimits.BATCH_LINES)), outcomes::add));
        completeAll();
        assertEquals(null, outcome().failure());
        assertTrue(agent.offer(3, utf8("\n".repeat(RecordLimits.BATCH_LINES + 1)), outcomes::add));
        assertEquals(
                "records: found 100001 lines in a batch, expected at most 100000",
                outcome().failure());
    }

    @Test
    void shouldKeepBackWhatTheSinkHasEnoughOf() {
        agent.close();
        agent = new IngestAgent(this::submit, new IngestOptions(64, 10 << 20, 1));
        byte[] large = utf8(new String(GOOD, StandardCharsets.UTF_8).repeat(5_000));
        for (int i = 0; i < 10; i++) {
            assertTrue(agent.offer("flood", 3, Durability.DISK, false, large, outcomes::add));
        }
        CommandBatch first = next();
        assertTrue(agent.offer("single", 3, Durability.DISK, false, GOOD, outcomes::add));
        assertEquals(0, submitted.size(), "one batch is on its way, which is all that may be");
        int least = Integer.MAX_VALUE;
        CommandBatch onItsWay = first;
        for (int turn = 1; turn <= 4; turn++) {
            Completing.complete(onItsWay, turn, null, List.of());
            onItsWay = next();
            least = Math.min(least, onItsWay.count());
        }
        assertEquals(1, least, "the single one overtakes the flood");
    }

    @Test
    void shouldTellLinesByTheirPlaceInTheBatchHoweverItIsCut() {
        byte[] lines = utf8("{\"type\":\"customer\",\"id\":\"a\"}\n".repeat(9_999) + "nonsense\n");
        assertTrue(agent.offer(3, lines, outcomes::add));
        int count = 0;
        int pieces = 0;
        while (count < 9_999) {
            CommandBatch batch = next();
            Completing.complete(batch, 1 + count, "id", List.of(0));
            count += batch.count();
            pieces++;
        }
        AppendOutcome outcome = outcome();
        assertTrue(pieces > 3, pieces + " pieces");
        assertEquals(9_999, outcome.lastSequence());
        assertEquals(9_999 - pieces, outcome.accepted());
        assertEquals(1 + pieces, outcome.refused().size());
        assertEquals(1, outcome.refused().getFirst().line());
        assertEquals(10_000, outcome.refused().getLast().line());
        assertEquals("found x, expected y", outcome.refused().get(pieces - 1).reason());
    }

    @Test
    void shouldFailABatchOnceWhenAPieceOfItFails() {
        assertTrue(agent.offer(3, utf8(new String(GOOD, StandardCharsets.UTF_8).repeat(10_000)), outcomes::add));
        Completing.complete(next(), 1, 0);
        Completing.fail(next(), "the disk is full");
        endAll(batch -> Completing.fail(batch, "and stays so"));
        assertEquals(new AppendOutcome(0, 0, List.of(), "the disk is full"), outcome());
        assertTrue(agent.offer(3, GOOD, outcomes::add));
        Completing.complete(next(), 7, 0);
        assertEquals(7, outcome().lastSequence());
    }

    @Test
    void shouldReuseBatches() {
        for (int i = 0; i < 100; i++) {
            assertTrue(agent.offer(3, i % 2 == 0 ? MIXED : GOOD, outcomes::add));
            CommandBatch batch = next();
            assertEquals(i % 2 == 0 ? 3 : 1, batch.count());
            Completing.complete(batch, 1, "size", i % 2 == 0 ? List.of(0) : List.of());
            assertEquals(i % 2 == 0 ? 2 : 1, outcome().accepted());
        }
    }

    @Test
    void shouldGoOnAfterFailuresOfSinkAndCompletion() {
        room.set(-1);
        agent.offer(3, GOOD, outcomes::add);
        assertEquals(
                "internal error: java.lang.IllegalStateException: no sink",
                outcome().failure());
        room.set(100);
        agent.offer(3, GOOD, outcome -> {
            throw new IllegalStateException("a completion that fails, on purpose");
        });
        Completing.complete(next(), 1, null, List.of());
        agent.offer(3, GOOD, outcomes::add);
        Completing.complete(next(), 2, null, List.of());
        assertEquals(2, outcome().lastSequence());
    }

    @Test
    void shouldCompleteWhatWaitsWhenClosed() {
        room.set(0);
        int taken = 0;
        while (taken < 3) {
            taken += agent.offer(3, GOOD, outcomes::add) ? 1 : 0;
        }
        agent.close();
        assertEquals(3, outcomes.size());
        assertEquals("the server is stopping", outcome().failure());
        assertFalse(agent.offer(3, GOOD, outcomes::add));
        assertEquals(0, submitted.size());
    }

    private boolean submit(CommandBatch batch) {
        if (room.get() < 0) {
            throw new IllegalStateException("no sink");
        }
        boolean taken = room.getAndUpdate(free -> Math.max(0, free - 1)) > 0;
        if (taken) {
            submitted.add(batch);
        }
        return taken;
    }

    private void completeAll() {
        endAll(batch -> Completing.complete(batch, 1, 0));
    }

    /** Ends the pieces of a batch until it is told. */
    private void endAll(Consumer<CommandBatch> end) {
        await().atMost(Duration.ofSeconds(30)).pollDelay(Duration.ZERO).until(() -> {
            for (CommandBatch batch = submitted.poll(); batch != null; batch = submitted.poll()) {
                end.accept(batch);
            }
            return !outcomes.isEmpty();
        });
    }

    private CommandBatch next() {
        await().atMost(Duration.ofSeconds(30)).pollDelay(Duration.ZERO).until(() -> !submitted.isEmpty());
        return submitted.remove();
    }

    private AppendOutcome outcome() {
        await().atMost(Duration.ofSeconds(30)).pollDelay(Duration.ZERO).until(() -> !outcomes.isEmpty());
        return outcomes.remove();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
