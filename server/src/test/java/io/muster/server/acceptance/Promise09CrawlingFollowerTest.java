package io.muster.server.acceptance;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.client.ChangeStream;
import io.muster.protocol.client.ClientOptions;
import io.muster.protocol.client.Durability;
import io.muster.protocol.client.ErrorCode;
import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.MusterException;
import io.muster.protocol.client.WorkspaceClient;
import io.muster.protocol.client.change.ChangePosition;
import io.muster.protocol.client.change.MemberChange;
import io.muster.protocol.codec.FollowChangesEncoder;
import io.muster.protocol.codec.HelloEncoder;
import io.muster.server.MusterServer;
import io.muster.server.ServerOptions;
import io.muster.server.change.ChangeOptions;
import io.muster.server.change.FeedOptions;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One who follows changes and crawls costs no memory and delays nobody; one who stands still is cut off. */
@Timeout(120)
final class Promise09CrawlingFollowerTest {
    private static final long NOW_MILLIS = 1_780_000_000_000L;
    private static final int CUSTOMERS = 20_000;
    private static final int REDEFINITIONS = 40;
    private static final int FOLLOWERS = 20;

    /** Longer than a busy machine takes for the redefinitions of which a crawling follower reads next to nothing. */
    private static final long CUT_OFF_MS = 5_000;

    private static final long MOST_MEMORY_BYTES = 64L << 20;

    @TempDir
    private Path directory;

    @Test
    void shouldServeOthersAndStayFlatWhenFollowersCrawlOrStand() throws Exception {
        try (MusterServer server = start(ChangeOptions.defaults(), new FeedOptions(64, 200, CUT_OFF_MS));
                MusterClient client = connect(server)) {
            WorkspaceClient shop = createShop(client);
            int segment = shop.createSegment("all", "number_of_orders >= 0").id();
            List<Socket> standing = new ArrayList<>();
            for (int i = 0; i < FOLLOWERS; i++) {
                standing.add(standing(server, shop.info().id()));
            }
            long beforeBytes = PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();
            try (ChangeStream crawling = shop.changes(segment, ChangePosition.from(1))) {
                long seen = crawl(crawling, CUSTOMERS / 2);
                for (int i = 0; i < REDEFINITIONS; i++) {
                    shop.updateSegment(segment, null, "number_of_orders >= " + (i + 1) % 2);
                    seen += crawl(crawling, 50);
                }
                long usedBytes = PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory() - beforeBytes;
                long toldBytes = server.changes().log().status().lengthBytes();
                System.out.printf("%,d bytes of changes, %,d bytes of buffers more%n", toldBytes, usedBytes);
                assertTrue(usedBytes < MOST_MEMORY_BYTES, () -> "buffers grew by " + usedBytes + " bytes");
                assertEquals((REDEFINITIONS + 1L) * CUSTOMERS, seen + rest(crawling, segment, shop));
            }
            await("the ends of those who stand")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> server.changes().followers() == 0);
            for (Socket each : standing) {
                drain(each);
                each.close();
            }
        }
    }

    @Test
    void shouldSayGoneWhenFollowerFallsBehindWhatIsRetained() throws Exception {
        ChangeOptions few = new ChangeOptions(256 << 10, 0, 1 << 20, 64 << 10, 1 << 20, 2_000, FeedOptions.defaults());
        try (MusterServer server = start(few, FeedOptions.defaults());
                MusterClient client = connect(server)) {
            WorkspaceClient shop = createShop(client);
            int segment = shop.createSegment("all", "number_of_orders >= 0").id();
            for (int i = 0; i < 10; i++) {
                shop.updateSegment(segment, null, "number_of_orders >= " + (i + 1) % 2);
            }
            awaitWritten(server, shop);
            assertTrue(server.changes().log().status().oldestSequence() > 1, "expected some not to be retained");
            MusterException gone =
                    assertThrows(MusterException.class, () -> shop.changes(segment, ChangePosition.from(1)));
            assertEquals(ErrorCode.GONE, gone.code());
            long oldest = server.changes().log().status().oldestSequence();
            assertTrue(gone.getMessage().contains("expected " + oldest), gone.getMessage());
            MusterException ahead =
                    assertThrows(MusterException.class, () -> shop.changes(segment, ChangePosition.from(1_000_000)));
            assertEquals(ErrorCode.BAD_REQUEST, ahead.code());
        }
    }

    @Test
    void shouldRefuseMoreFollowersThanThereMayBe() throws Exception {
        try (MusterServer server = start(ChangeOptions.defaults(), new FeedOptions(2, 200, 1_000));
                MusterClient client = connect(server)) {
            WorkspaceClient shop = createShop(client);
            awaitWritten(server, shop);
            try (ChangeStream one = shop.changes(0, ChangePosition.NOW);
                    ChangeStream two = shop.changes(0, ChangePosition.NOW)) {
                MusterException full = assertThrows(MusterException.class, () -> shop.changes(0, ChangePosition.NOW));
                assertEquals(ErrorCode.LIMIT, full.code());
                assertEquals(one.position(), two.position());
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> server.changes().followers() == 0);
        }
    }

    /** Changes are written behind what is acknowledged; from then on nothing in the log moves. */
    private static void awaitWritten(MusterServer server, WorkspaceClient shop) {
        long last = shop.atLeast(0).segments().sequence();
        await("the changes up to " + last)
                .atMost(Duration.ofSeconds(30))
                .until(() -> server.changes().log().status().reachedSequence() >= last);
    }

    private long rest(ChangeStream stream, int segment, WorkspaceClient shop) {
        long last = shop.atLeast(0).segments().sequence();
        long seen = 0;
        while (stream.reachedSequence() < last) {
            seen += stream.poll() == null ? 0 : 1;
        }
        return seen;
    }

    private static long crawl(ChangeStream stream, int most) {
        long seen = 0;
        for (int i = 0; i < most; i++) {
            MemberChange change = stream.poll();
            seen += change == null ? 0 : 1;
        }
        return seen;
    }

    private MusterServer start(ChangeOptions changes, FeedOptions feed) throws IOException {
        ChangeOptions options = new ChangeOptions(
                changes.retentionBytes(),
                changes.retentionMillis(),
                changes.memoryBytes(),
                changes.fileBytes(),
                changes.bufferBytes(),
                changes.stallMillis(),
                feed);
        return MusterServer.start(ServerOptions.builder()
                .dataDirectory(directory.resolve("data"))
                .port(0)
                .manualClock(NOW_MILLIS)
                .expectedCustomers(CUSTOMERS)
                .changes(options)
                .build());
    }

    private static MusterClient connect(MusterServer server) {
        return MusterClient.connect(ClientOptions.of("127.0.0.1", server.port()));
    }

    private static WorkspaceClient createShop(MusterClient client) {
        client.createWorkspace("shop", "Europe/Skopje", "EUR");
        WorkspaceClient shop = client.workspace("shop");
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < CUSTOMERS; i++) {
            lines.append("{\"type\":\"customer\",\"id\":\"c-").append(i).append("\"}\n");
        }
        byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
        shop.append(bytes, 0, bytes.length, Durability.DISK);
        return shop;
    }

    /** A connection that asks for all changes and never reads. */
    private static Socket standing(MusterServer server, int workspaceId) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress("127.0.0.1", server.port()));
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(256);
        int body = FrameDescriptor.BODY_OFFSET;
        int end = new HelloEncoder()
                .wrap(buffer, body)
                .protocolVersion(FrameDescriptor.PROTOCOL_VERSION)
                .token("")
                .clientName("standing")
                .limit();
        send(socket, buffer, HelloEncoder.BLOCK_LENGTH, HelloEncoder.TEMPLATE_ID, end);
        end = new FollowChangesEncoder()
                .wrap(buffer, body)
                .workspaceId(workspaceId)
                .segmentId(0)
                .fromSequence(1)
                .fromIndex(0)
                .limit();
        send(socket, buffer, FollowChangesEncoder.BLOCK_LENGTH, FollowChangesEncoder.TEMPLATE_ID, end);
        return socket;
    }

    private static void send(Socket socket, ExpandableArrayBuffer buffer, int blockLength, int template, int end)
            throws IOException {
        FrameDescriptor.putHead(buffer, 0, blockLength, template, 1, end - FrameDescriptor.BODY_OFFSET);
        socket.getOutputStream().write(buffer.byteArray(), 0, end);
    }

    private static void drain(Socket socket) {
        try (InputStream input = socket.getInputStream()) {
            input.transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException reset) {
            assertTrue(reset.getMessage() != null);
        }
    }
}
