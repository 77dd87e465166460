package io.muster.server.wire;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.SegmentEntry;
import io.muster.protocol.client.Membership;
import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.WorkspaceClient;
import io.muster.protocol.codec.AppendRecordsEncoder;
import io.muster.protocol.codec.BooleanType;
import io.muster.protocol.codec.DurabilityType;
import io.muster.protocol.codec.ExportEncoder;
import io.muster.protocol.codec.ListSegmentsEncoder;
import io.muster.protocol.codec.MembersFormat;
import io.muster.protocol.codec.RecordFormat;
import io.muster.protocol.codec.RecordOrigin;
import io.muster.server.wire.flow.ConnectionOptions;
import io.muster.server.wire.flow.WireLoad;
import io.muster.server.wire.session.SessionOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A slow reader is throttled, then cut off, at a stated size and time; memory stays flat and others are served. */
@Timeout(120)
class Promise09SlowReaderTest {
    private static final int CUSTOMERS = 2_000_000;
    private static final int SHORT_MS = 500;

    /** Within which who keeps up reads something, and a test looks, whatever else the machine does. */
    private static final int MEDIUM_MS = 3_000;

    private static final int LONG_MS = 60_000;
    private static final long MIB = 1 << 20;

    private final ConnectionOptions patient = ConnectionOptions.defaults().withTimeouts(LONG_MS, LONG_MS);
    private final ConnectionOptions lessImpatient = ConnectionOptions.defaults().withTimeouts(MEDIUM_MS, LONG_MS);
    private final ConnectionOptions impatient = ConnectionOptions.defaults().withTimeouts(SHORT_MS, LONG_MS);
    private WireFixture wire;
    private MusterClient client;

    @AfterEach
    void stop() {
        client.close();
        wire.close();
    }

    @Test
    void shouldCutOffTheExportOfAReaderThatStops() throws IOException {
        start(CUSTOMERS, impatient);
        try (RawClient slow = new RawClient(wire.server.port(), 4 * 1024).greet()) {
            slow.send(export());
            awaitCutOff(1);
            assertTrue(wire.shop.idsCopied.get() < CUSTOMERS / 4, wire.shop.idsCopied + " ids were put in memory");
            assertThrows(IOException.class, () -> receiveForEver(slow));
        }
        assertNothingHeld();
    }

    @Test
    void shouldCutOffAReaderThatCrawlsAtAByteASecond() throws Exception {
        start(CUSTOMERS, ConnectionOptions.defaults().withTimeouts(2 * SHORT_MS, LONG_MS));
        try (RawClient slow = new RawClient(wire.server.port(), 4 * 1024).greet();
                ScheduledExecutorService crawl = Executors.newSingleThreadScheduledExecutor()) {
            slow.send(export());
            crawl.scheduleAtFixedRate(slow::receiveByte, 0, 1, TimeUnit.SECONDS);
            awaitCutOff(1);
            crawl.shutdownNow();
        }
        assertNothingHeld();
    }

    @Test
    void shouldNotCutOffAReaderThatKeepsUp() throws Exception {
        start(CUSTOMERS, lessImpatient);
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        client.workspace("shop").export(1, io.muster.protocol.client.ExportFormat.IDS, bytes);
        await().during(Duration.ofMillis(MEDIUM_MS * 3 / 2))
                .atMost(Duration.ofSeconds(30))
                .until(client::isOpen);
        assertEquals(0, load().slowReaders());
        assertEquals(
                CUSTOMERS / 2, bytes.toString(StandardCharsets.UTF_8).lines().count());
    }

    @Test
    void shouldReadNoMoreOfThePipelinedRequestsOfOneWhoReadsNoReplies() throws IOException {
        start(1_000, lessImpatient);
        longSegmentList();
        try (RawClient slow = new RawClient(wire.server.port(), 4 * 1024).greet()) {
            sendUntilStuck(slow, listSegments());
            long heldBytes = load().unread().usedBytes();
            assertTrue(heldBytes <= 4 * MIB, heldBytes + " bytes wait for a reader that does not read");
            awaitCutOff(1);
        }
        assertNothingHeld();
    }

    @Test
    void shouldCutOffAtTheStatedSizeWhatIsAnsweredLate() throws IOException {
        start(1_000, patient.withUnreadBytes(4 * MIB, 64 * MIB));
        try (RawClient slow = new RawClient(wire.server.port(), 4 * 1024).greet()) {
            CountDownLatch release = new CountDownLatch(1);
            wire.backend.engine.execute(() -> awaitQuietly(release));
            byte[] refused = append("bad" + "x".repeat(3_000) + "\n", 1_000);
            for (int i = 0; i < 10; i++) {
                slow.send(refused);
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> load().requests().usedBytes() == 10L * refused.length);
            release.countDown();
            awaitCutOff(1);
        }
        assertNothingHeld();
    }

    @Test
    void shouldBoundWhatAllTogetherLeaveUnread() throws IOException {
        long totalBytes = 8 * MIB;
        start(1_000, patient.withUnreadBytes(32 * MIB, totalBytes));
        longSegmentList();
        List<RawClient> readers = new ArrayList<>();
        try {
            byte[] request = listSegments();
            for (int i = 0; i < 60; i++) {
                RawClient slow = new RawClient(wire.server.port(), 4 * 1024).greet();
                readers.add(slow);
                for (int each = 0; each < 40; each++) {
                    // Some are cut off before they have asked for all.
                    slow.trySendAll(request);
                }
                assertTrue(load().unread().usedBytes() <= totalBytes + i * 2 * MIB, "more is held than may be");
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> load().slowReaders() > 0);
            await().atMost(Duration.ofSeconds(30)).until(() -> load().unread().usedBytes() <= totalBytes);
            assertServed();
        } finally {
            for (RawClient each : readers) {
                each.close();
            }
        }
        assertNothingHeld();
    }

    private void start(int customers, ConnectionOptions connections) {
        wire = new WireFixture(customers, SessionOptions.defaults(), connections);
        client = wire.connect();
    }

    private WireLoad load() {
        return wire.server.load();
    }

    private void awaitCutOff(int readers) {
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            assertServed();
            return load().slowReaders() == readers;
        });
    }

    private void assertServed() {
        WorkspaceClient shop = client.workspace("shop");
        assertEquals(Membership.MEMBER, shop.isMember(1, "c-17"));
    }

    private void assertNothingHeld() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> load().unread().usedBytes() == 0
                        && load().requests().usedBytes() == 0
                        && load().exports().used() == 0
                        && load().connections().used() == 1);
        assertServed();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void longSegmentList() {
        SegmentEntry[] entries = new SegmentEntry[64];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = new SegmentEntry(i + 1, "s" + i, "r".repeat(4_000), 1, i, 0);
        }
        wire.shop.catalog(5, entries);
    }

    private static void receiveForEver(RawClient client) throws IOException {
        while (true) {
            client.receive();
        }
    }

    /** Sends until the server takes no more, which is when the buffers of both kernels are full. */
    private void sendUntilStuck(RawClient slow, byte[] request) throws IOException {
        Thread sender = Thread.ofVirtual().start(() -> {
            try {
                for (int i = 0; i < 10_000_000; i++) {
                    slow.send(request);
                }
            } catch (IOException cutOff) {
                // As it should be.
            }
        });
        await().atMost(Duration.ofSeconds(30)).until(() -> load().unread().usedBytes() > MIB / 2);
        assertTrue(sender.isAlive(), "all requests were taken");
    }

    private static byte[] listSegments() {
        return RawClient.frame(
                ListSegmentsEncoder.TEMPLATE_ID,
                ListSegmentsEncoder.BLOCK_LENGTH,
                77,
                (buffer, offset) -> new ListSegmentsEncoder()
                        .wrap(buffer, offset)
                        .workspaceId(1)
                        .fromSegmentId(0)
                        .rules(BooleanType.YES)
                        .limit());
    }

    private static byte[] append(String line, int times) {
        byte[] records = line.repeat(times).getBytes(StandardCharsets.UTF_8);
        return RawClient.frame(
                AppendRecordsEncoder.TEMPLATE_ID,
                AppendRecordsEncoder.BLOCK_LENGTH,
                5,
                (buffer, offset) -> new AppendRecordsEncoder()
                        .wrap(buffer, offset)
                        .workspaceId(1)
                        .format(RecordFormat.JSON_LINES)
                        .durability(DurabilityType.DISK)
                        .producerId(0)
                        .batchNumber(0)
                        .origin(RecordOrigin.LIVE)
                        .putRecords(records, 0, records.length)
                        .limit());
    }

    private static byte[] export() {
        return RawClient.frame(
                ExportEncoder.TEMPLATE_ID,
                ExportEncoder.BLOCK_LENGTH,
                9,
                (buffer, offset) -> new ExportEncoder()
                        .wrap(buffer, offset)
                        .workspaceId(1)
                        .segmentId(1)
                        .format(MembersFormat.IDS)
                        .limit());
    }
}
