package io.muster.server.ingest;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.server.pipeline.CommandBatch;
import io.muster.server.pipeline.Completing;
import io.muster.server.pipeline.Durability;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How long one record waits beside a connection that has sent all it may, by the clock of an engine that takes so long
 * for each byte. The test is that engine: no time passes but what it says.
 */
class SingleBesideFloodTest {
    private static final String RECORD = "{\"type\":\"customer\",\"id\":\"c-000017\",\"fields\":{\"score\":17}}\n";
    private static final long NS_PER_BYTE = 160;
    private static final long MOST_WAIT_NS = 3 * Window.TARGET_NS;
    private static final int WARM_UP_BYTES = 4 << 20;
    private static final int FLOOD_BYTES = 16 << 20;
    private static final int SINGLES = 5;

    private final BlockingQueue<CommandBatch> engine = new LinkedBlockingQueue<>();
    private final AtomicLong seenBytes = new AtomicLong();
    private final AtomicInteger singlesDone = new AtomicInteger();
    private byte[] flood;
    private final IngestAgent agent = new IngestAgent(engine::add, IngestOptions.defaults());

    @AfterEach
    void stop() {
        agent.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 16 << 10, 256 << 10, 4 << 20})
    void shouldWaitForNoMoreThanTheWindowAndSomePieces(int batchBytes) throws Exception {
        flood = lines(batchBytes);
        work(WARM_UP_BYTES);
        for (int single = 1; single <= SINGLES; single++) {
            awaitFull();
            long waitedNs = singleTakesNs(single);
            assertTrue(
                    waitedNs <= MOST_WAIT_NS,
                    "single record " + single + " beside batches of " + batchBytes + " bytes: found "
                            + NANOSECONDS.toMillis(waitedNs)
                            + " ms, expected at most "
                            + NANOSECONDS.toMillis(MOST_WAIT_NS));
            work(100_000);
        }
    }

    @Test
    void shouldStillKeepTheEngineBusy() throws Exception {
        flood = lines(256 << 10);
        work(WARM_UP_BYTES);
        assertTrue(engine.take().lengthBytes() < Turns.QUANTUM_BYTES, "a piece is a small part of the batch");
        CommandBatch next = engine.poll(30, SECONDS);
        assertNotNull(next, "there is another before the first is done");
    }

    /** This engine does nothing for a moment, so that as much is on the way as may be. */
    private void awaitFull() {
        topUp();
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .during(Duration.ofMillis(40))
                .atMost(Duration.ofSeconds(30))
                .until(() -> seenBytes.getAndSet(agent.queuedBytes()) == agent.queuedBytes());
    }

    private long singleTakesNs(int single) throws InterruptedException {
        assertTrue(agent.offer(
                "single",
                1,
                Durability.DISK,
                false,
                RECORD.getBytes(StandardCharsets.US_ASCII),
                outcome -> singlesDone.incrementAndGet()));
        long waitedNs = 0;
        while (singlesDone.get() < single) {
            waitedNs += workOne() * NS_PER_BYTE;
        }
        return waitedNs;
    }

    private static byte[] lines(int bytes) {
        return RECORD.repeat(bytes / RECORD.length()).getBytes(StandardCharsets.US_ASCII);
    }

    /** The flood never ends. */
    private void topUp() {
        while (agent.queuedBytes() < FLOOD_BYTES
                && agent.offer("flood", 1, Durability.DISK, false, flood, outcome -> {})) {
            Thread.onSpinWait();
        }
    }

    private void work(int bytes) throws InterruptedException {
        for (int done = 0; done < bytes; ) {
            done += workOne();
        }
    }

    private int workOne() throws InterruptedException {
        topUp();
        CommandBatch batch = engine.poll(30, SECONDS);
        assertNotNull(batch, "nothing comes any more");
        int lengthBytes = batch.lengthBytes();
        Completing.complete(batch, 1, lengthBytes * NS_PER_BYTE);
        return lengthBytes;
    }
}
