package io.muster.server.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.muster.index.SegmentEntry;
import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.client.Durability;
import io.muster.protocol.client.ErrorCode;
import io.muster.protocol.client.MemberHandler;
import io.muster.protocol.client.Membership;
import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.MusterException;
import io.muster.protocol.client.WorkspaceClient;
import io.muster.protocol.codec.BooleanType;
import io.muster.protocol.codec.ListSegmentsEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class PipeliningTest {
    /** The smallest object has 16 bytes; a read of many lookups may cost Netty a few. */
    private static final int MOST_BYTES_A_LOOKUP = 4;

    private static final int MOST_ROUNDS = 30;

    private WireFixture wire;

    @BeforeEach
    void start() {
        wire = new WireFixture();
    }

    @AfterEach
    void stop() {
        wire.close();
    }

    @Test
    void shouldGiveEachOfManyRequestsItsOwnAnswer() throws Exception {
        try (MusterClient client = MusterClient.connect(wire.options().withWindow(64));
                ExecutorService callers = Executors.newFixedThreadPool(4)) {
            WorkspaceClient shop = client.workspace("shop");
            List<Future<Integer>> wrong = new ArrayList<>();
            for (int caller = 0; caller < 4; caller++) {
                int first = caller * 13;
                wrong.add(callers.submit(() -> countWrong(shop, first)));
            }
            for (Future<Integer> each : wrong) {
                assertEquals(0, each.get());
            }
        }
    }

    private static int countWrong(WorkspaceClient shop, int first) {
        List<CompletableFuture<Membership>> answers = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            answers.add(shop.isMemberAsync(1, "c-" + (first + i) % 1_000));
        }
        int wrong = 0;
        for (int i = 0; i < answers.size(); i++) {
            Membership expected = (first + i) % 2 == 1 ? Membership.MEMBER : Membership.NOT_MEMBER;
            if (answers.get(i).join() != expected) {
                wrong++;
            }
        }
        return wrong;
    }

    @Test
    void shouldAnswerWithoutFuturesAndSayWhenTheWindowIsFull() throws Exception {
        int asked = 10_000;
        CountDownLatch answered = new CountDownLatch(asked);
        AtomicInteger wrong = new AtomicInteger();
        MemberHandler handler = new MemberHandler() {
            @Override
            public void onMembership(long token, Membership membership, long sequence) {
                boolean odd = token % 1_000 % 2 == 1;
                if (membership != (odd ? Membership.MEMBER : Membership.NOT_MEMBER) || sequence != 100) {
                    wrong.incrementAndGet();
                }
                answered.countDown();
            }

            @Override
            public void onFailure(long token, MusterException failure) {
                wrong.incrementAndGet();
                answered.countDown();
            }
        };
        try (MusterClient client = MusterClient.connect(wire.options().withWindow(16))) {
            WorkspaceClient shop = client.workspace("shop");
            int refused = 0;
            for (int i = 0; i < asked; i++) {
                byte[] id = ("c-" + i % 1_000).getBytes(StandardCharsets.US_ASCII);
                while (!shop.tryIsMember(1, new UnsafeBuffer(id), 0, id.length, i, handler)) {
                    refused++;
                    Thread.yield();
                }
            }
            assertTrue(answered.await(60, TimeUnit.SECONDS));
            assertEquals(0, wrong.get());
            assertTrue(refused > 0);
        }
    }

    @Test
    void shouldNotLeaveALoneRequestBehindTheEndOfTheRing() {
        // One at a time: no later request comes to wake the connection's thread again. Several turns of the client's
        // ring.
        try (MusterClient client = MusterClient.connect(wire.options().withRequestTimeoutMs(20_000))) {
            WorkspaceClient shop = client.workspace("shop");
            for (int i = 0; i < 5_000; i++) {
                String padded = "c-" + "0".repeat(500 + i % 97) + "17";
                assertEquals(Membership.MEMBER, shop.isMember(1, padded));
            }
        }
    }

    @Test
    void shouldAnswerLookupsWhileTheEngineIsBusy() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        wire.backend.engine.execute(() -> awaitQuietly(release));
        try (MusterClient client = wire.connect()) {
            WorkspaceClient shop = client.workspace("shop");
            byte[] line = {'a'};
            CompletableFuture<?> append = shop.appendAsync(line, 0, 1, Durability.DISK);
            for (int i = 0; i < 1_000; i++) {
                assertEquals(Membership.MEMBER, shop.isMember(1, "c-17"));
            }
            assertFalse(append.isDone());
            release.countDown();
            append.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void shouldAnswerBusyWhenTooManyRequestsWaitForTheEngine() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        wire.backend.engine.execute(() -> awaitQuietly(release));
        try (MusterClient client = MusterClient.connect(wire.options().withWindow(4_096))) {
            WorkspaceClient shop = client.workspace("shop");
            byte[] line = {'a'};
            List<CompletableFuture<?>> appends = new ArrayList<>();
            for (int i = 0; i < 1_025; i++) {
                appends.add(shop.appendAsync(line, 0, 1, Durability.DISK));
            }
            ExecutionException refused = assertThrows(
                    ExecutionException.class, () -> appends.get(1_024).get(30, TimeUnit.SECONDS));
            assertEquals(ErrorCode.BUSY, ((MusterException) refused.getCause()).code());
            release.countDown();
            appends.get(1_023).get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void shouldAnswerAPeerThatReadsLate() throws Exception {
        // More replies than all buffers between hold: the server must stop reading and go on later, and lose none.
        int lists = 400;
        SegmentEntry[] entries = new SegmentEntry[64];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = new SegmentEntry(i + 1, "s" + i, "r".repeat(4_000), 1, i, 0);
        }
        wire.shop.catalog(5, entries);
        byte[] list = RawClient.frame(
                ListSegmentsEncoder.TEMPLATE_ID,
                ListSegmentsEncoder.BLOCK_LENGTH,
                77,
                (buffer, offset) -> new ListSegmentsEncoder()
                        .wrap(buffer, offset)
                        .workspaceId(1)
                        .fromSegmentId(0)
                        .rules(BooleanType.YES)
                        .limit());
        try (RawClient client = wire.raw().greet()) {
            for (int i = 0; i < lists; i++) {
                client.send(list);
            }
            try (MusterClient other = wire.connect()) {
                assertEquals(Membership.MEMBER, other.workspace("shop").isMember(1, "c-17"));
            }
            for (int i = 0; i < lists; i++) {
                assertTrue(client.receive().capacity() > 64 * 4_000);
            }
        }
    }

    @Test
    void shouldNotAllocateOnTheServerForLookups() throws Exception {
        int perBatch = 500;
        ByteArrayOutputStream batch = new ByteArrayOutputStream();
        for (int i = 0; i < perBatch; i++) {
            batch.write(RawClient.isMember(1 + i % 2, 0, "c-" + i, i));
        }
        try (RawClient client = wire.raw().greet()) {
            ask(client, batch.toByteArray(), perBatch, 400);
            long perLookup = allocatedPerLookup(client, batch.toByteArray(), perBatch);
            // What is not compiled yet allocates, and where the machine is busy that lasts.
            for (int round = 0; round < MOST_ROUNDS && perLookup >= MOST_BYTES_A_LOOKUP; round++) {
                perLookup = allocatedPerLookup(client, batch.toByteArray(), perBatch);
            }
            assertTrue(perLookup < MOST_BYTES_A_LOOKUP, perLookup + " bytes allocated per lookup on the I/O thread");
        }
    }

    private static long allocatedPerLookup(RawClient client, byte[] batch, int perBatch) throws IOException {
        long before = allocatedByWireThreads();
        ask(client, batch, perBatch, 200);
        return (allocatedByWireThreads() - before) / (200 * perBatch);
    }

    private static void ask(RawClient client, byte[] batch, int perBatch, int batches) throws IOException {
        for (int i = 0; i < batches; i++) {
            client.send(batch);
            for (int reply = 0; reply < perBatch; reply++) {
                assertEquals(reply, FrameDescriptor.correlationId(client.receive(), 0));
            }
        }
    }

    private static long allocatedByWireThreads() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytes = 0;
        int found = 0;
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("wire-")) {
                bytes += threads.getThreadAllocatedBytes(thread.threadId());
                found++;
            }
        }
        assertTrue(found > 0);
        return bytes;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
