package io.muster.server.wire;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.client.Durability;
import io.muster.protocol.client.ErrorCode;
import io.muster.protocol.client.Membership;
import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.MusterException;
import io.muster.protocol.client.WorkspaceClient;
import io.muster.protocol.codec.AreMembersEncoder;
import io.muster.protocol.codec.ErrorType;
import io.muster.server.wire.flow.ConnectionOptions;
import io.muster.server.wire.flow.WireLoad;
import io.muster.server.wire.session.SessionOptions;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One byte at a time, half a frame and then nothing, more than is allowed: an answer or a close, and no growth. */
@Timeout(120)
class Promise08SlowSenderTest {
    private static final int SHORT_MS = 400;

    /** Enough for who greets at once, and not for who takes 100 ms a byte. */
    private static final int GREETING_MS = 1_500;

    /** Far above the time between two frames of who goes on sending, whatever else the machine does. */
    private static final int LONG_MS = 2_500;

    private static final int PATIENT_MS = 60_000;
    private static final int MIB = 1 << 20;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CountDownLatch release = new CountDownLatch(1);
    private WireFixture wire = fixture(PATIENT_MS, PATIENT_MS);

    @AfterEach
    void stop() {
        release.countDown();
        wire.close();
    }

    @Test
    void shouldCloseWhereAFrameDribblesIn() throws Exception {
        startAnew(PATIENT_MS, SHORT_MS);
        try (RawClient slow = wire.raw().greet();
                ScheduledExecutorService dribble = Executors.newSingleThreadScheduledExecutor()) {
            byte[] frame = RawClient.isMember(1, 0, "c-17".repeat(50), 2);
            int[] sent = {0};
            dribble.scheduleAtFixedRate(() -> slow.trySend(frame, sent[0]++), 0, 100, TimeUnit.MILLISECONDS);
            UnsafeBuffer reply = slow.receive();
            assertEquals(ErrorType.LIMIT, RawClient.error(reply).code());
            assertEquals(FrameDescriptor.NO_CORRELATION, FrameDescriptor.correlationId(reply, 0));
            assertThrows(IOException.class, slow::receive);
            dribble.shutdownNow();
        }
        assertEquals(1, load().slowSenders());
        assertServed();
    }

    @Test
    void shouldCloseWhereTheGreetingDribblesIn() throws Exception {
        startAnew(GREETING_MS, PATIENT_MS);
        try (RawClient slow = wire.raw();
                ScheduledExecutorService dribble = Executors.newSingleThreadScheduledExecutor()) {
            int[] sent = {0};
            byte[] hello = RawClient.hello();
            dribble.scheduleAtFixedRate(() -> slow.trySend(hello, sent[0]++), 0, 100, TimeUnit.MILLISECONDS);
            assertTrue(RawClient.error(slow.receive()).messageLength() > 0);
            assertThrows(IOException.class, slow::receive);
            dribble.shutdownNow();
        }
        assertServed();
    }

    @Test
    void shouldBearWithAConnectionThatIsBusyWithManyFrames() throws Exception {
        startAnew(PATIENT_MS, LONG_MS);
        try (RawClient steady = wire.raw().greet();
                ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor()) {
            byte[] frame = RawClient.isMember(1, 0, "c-17", 2);
            byte[] turned = new byte[frame.length];
            System.arraycopy(frame, 10, turned, 0, frame.length - 10);
            System.arraycopy(frame, 0, turned, frame.length - 10, 10);
            steady.send(frame, 0, 10);
            // At each look some frame is half there, but each time another.
            pace.scheduleAtFixedRate(() -> steady.trySendAll(turned), 0, 20, TimeUnit.MILLISECONDS);
            long startNs = System.nanoTime();
            while (System.nanoTime() - startNs < TimeUnit.MILLISECONDS.toNanos(LONG_MS * 3 / 2)) {
                assertEquals(2, FrameDescriptor.correlationId(steady.receive(), 0));
            }
            pace.shutdownNow();
        }
        assertEquals(0, load().slowSenders());
    }

    @Test
    void shouldCloseWhereThePeerEndsWithinAFrame() throws IOException {
        byte[] frame = RawClient.isMember(1, 0, "c-17", 2);
        for (int cut = 0; cut < frame.length; cut++) {
            try (RawClient halfOpen = wire.raw().greet()) {
                halfOpen.send(frame, 0, cut);
                halfOpen.endOutput();
                assertThrows(EOFException.class, halfOpen::receive);
            }
        }
        await().atMost(PATIENCE)
                .until(() ->
                        load().connections().used() == 0 && load().requests().usedBytes() == 0);
        assertServed();
    }

    @Test
    void shouldPassOverAFrameForWhichThereIsNoRoomAndGoOn() throws Exception {
        hold();
        try (MusterClient client = MusterClient.connect(wire.options().withRequestTimeoutMs(60_000))) {
            WorkspaceClient shop = client.workspace("shop");
            List<CompletableFuture<?>> appends = new ArrayList<>();
            byte[] records = new byte[12 * MIB];
            for (int i = 0; i < 7; i++) {
                appends.add(shop.appendAsync(records, 0, records.length, Durability.DISK));
            }
            ExecutionException refused = assertThrows(
                    ExecutionException.class, () -> appends.getLast().get(60, TimeUnit.SECONDS));
            MusterException busy = (MusterException) refused.getCause();
            assertEquals(ErrorCode.BUSY, busy.code());
            assertTrue(busy.retryAfterMs() >= 1 && busy.retryAfterMs() <= 5_000, busy.toString());
            assertTrue(load().requests().usedBytes() <= 64 * MIB);
            assertEquals(Membership.MEMBER, shop.isMember(1, "c-17"));
            release.countDown();
            appends.getFirst().get(60, TimeUnit.SECONDS);
        }
        await().atMost(PATIENCE).until(() -> load().requests().usedBytes() == 0);
    }

    @Test
    void shouldBoundLookupsThatWaitForASequence() throws IOException {
        try (RawClient waiting = wire.raw().greet()) {
            byte[] large = RawClient.frame(
                    AreMembersEncoder.TEMPLATE_ID, AreMembersEncoder.BLOCK_LENGTH, 3, (buffer, offset) -> {
                        int limit = new AreMembersEncoder()
                                .wrap(buffer, offset)
                                .workspaceId(1)
                                .segmentId(1)
                                .minSequence(Long.MAX_VALUE)
                                .limit();
                        buffer.putInt(limit, 0);
                        buffer.setMemory(limit + 4, 8 * MIB, (byte) 0);
                        return limit + 4 + 8 * MIB;
                    });
            for (int i = 0; i < 10; i++) {
                waiting.send(large);
            }
            for (int i = 0; i < 10; i++) {
                assertEquals(ErrorType.BUSY, RawClient.error(waiting.receive()).code());
                assertTrue(load().requests().usedBytes() <= 64 * MIB);
            }
        }
        await().atMost(PATIENCE).until(() -> load().requests().usedBytes() == 0);
    }

    @Test
    void shouldForgetTheRequestsOfAConnectionThatIsGone() throws Exception {
        hold();
        try (RawClient client = wire.raw().greet()) {
            byte[] count = RawClient.countRule("a = 1", 4);
            for (int i = 0; i < 500; i++) {
                client.send(count);
            }
            await().atMost(PATIENCE).until(() -> load().requests().usedBytes() == 500L * count.length);
        }
        await().atMost(PATIENCE).until(() -> load().connections().used() == 0);
        release.countDown();
        await().atMost(PATIENCE).until(() -> load().requests().usedBytes() == 0);
        assertServed();
    }

    @Test
    void shouldTellTheOneBeyondTheLimitAndTakeTheNextWhenOneLeaves() throws IOException {
        wire.close();
        wire = new WireFixture(
                1_000, SessionOptions.defaults(), ConnectionOptions.defaults().withMaxConnections(2));
        try (RawClient first = wire.raw().greet()) {
            try (RawClient second = wire.raw().greet();
                    RawClient third = wire.raw()) {
                UnsafeBuffer reply = third.receive();
                assertEquals(ErrorType.BUSY, RawClient.error(reply).code());
                assertTrue(RawClient.error(reply).retryAfterMs() > 0);
                assertThrows(EOFException.class, third::receive);
                second.send(RawClient.isMember(1, 0, "c-17", 2));
                second.receive();
            }
            await().atMost(PATIENCE).until(() -> load().connections().used() == 1);
            wire.raw().greet().close();
            assertEquals(1, load().turnedAway());
            first.send(RawClient.isMember(1, 0, "c-17", 2));
            first.receive();
        }
    }

    private void startAnew(int greetingTimeoutMs, int frameTimeoutMs) {
        wire.close();
        wire = fixture(greetingTimeoutMs, frameTimeoutMs);
    }

    private static WireFixture fixture(int greetingTimeoutMs, int frameTimeoutMs) {
        return new WireFixture(
                1_000,
                new SessionOptions(greetingTimeoutMs, 16 * 1024, 1_024, 2_000, 4),
                ConnectionOptions.defaults().withTimeouts(PATIENT_MS, frameTimeoutMs));
    }

    private WireLoad load() {
        return wire.server.load();
    }

    private void assertServed() {
        try (MusterClient fresh = wire.connect()) {
            assertEquals(Membership.MEMBER, fresh.workspace("shop").isMember(1, "c-17"));
        }
    }

    private void hold() {
        wire.backend.engine.execute(() -> {
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
