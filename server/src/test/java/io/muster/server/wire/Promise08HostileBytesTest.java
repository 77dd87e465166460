package io.muster.server.wire;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.client.AppendResult;
import io.muster.protocol.client.ClientOptions;
import io.muster.protocol.client.Durability;
import io.muster.protocol.client.ErrorCode;
import io.muster.protocol.client.Membership;
import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.MusterException;
import io.muster.protocol.client.WorkspaceClient;
import io.muster.protocol.codec.DeleteSegmentDecoder;
import io.muster.protocol.codec.DeleteWorkspaceDecoder;
import io.muster.protocol.codec.ErrorReplyDecoder;
import io.muster.protocol.codec.ErrorType;
import io.muster.protocol.codec.HelloDecoder;
import io.muster.protocol.codec.RollbackSegmentDecoder;
import io.muster.protocol.codec.UpdateSegmentDecoder;
import io.muster.server.MusterServer;
import io.muster.server.ServerOptions;
import io.muster.server.Soak;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whatever comes to a live port, all requests of the schema among it, is answered or ends the connection: no hang, no
 * growth, no fault of the server, and whoever comes next is served. {@code -Dmuster.soak=60s} for longer.
 */
@Timeout(600)
class Promise08HostileBytesTest {
    private static final long SOAK_NS = Soak.nanos(3_000);
    private static final int FRAMES_AT_ONCE = 400;
    private static final long START_MILLIS = 1_770_000_000_000L;

    private MusterServer server;
    private int segmentId;

    @BeforeEach
    void start() throws IOException {
        server = MusterServer.start(ServerOptions.builder()
                .port(0)
                .manualClock(START_MILLIS)
                .expectedCustomers(1_000)
                .build());
        try (MusterClient client = connect()) {
            client.createWorkspace("shop", "UTC", "EUR");
            WorkspaceClient shop = client.workspace("shop");
            segmentId =
                    shop.createSegment("vips", "customer_tags CONTAINS 'vip'").id();
            byte[] line =
                    "{\"type\":\"customer\",\"id\":\"known\",\"tags\":[\"vip\"]}\n".getBytes(StandardCharsets.UTF_8);
            assertEquals(1, shop.append(line, 0, line.length, Durability.DISK).accepted());
        }
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void shouldAnswerEveryRequestCutAtEveryByte() throws IOException {
        long seed = seed();
        SplittableRandom random = new SplittableRandom(seed);
        for (SchemaMessage message : SchemaMessages.requests()) {
            List<byte[]> frames = new ArrayList<>();
            byte[] frame = message.make(random, 0).frame();
            int least = message.templateId() == HelloDecoder.TEMPLATE_ID ? frame.length : FrameDescriptor.BODY_OFFSET;
            int most = Math.min(frame.length, FrameDescriptor.BODY_OFFSET + 400);
            for (int length = least; length <= most; length++) {
                frames.add(HostileFrames.cut(frame, length));
            }
            ask(frames);
        }
        assertServed();
    }

    /** A refusal after a reply was promised would hold the request's bytes until the connection ends, and longer. */
    @Test
    void shouldHoldNothingForTheOverlapOfASegmentWithItself() throws IOException {
        ask(List.of(HexFormat.of()
                .parseHex("2400000004001b00251e02000100000000000000" + "0100000004000300010000000100000001000000")));
        assertServed();
    }

    @Test
    void shouldAnswerEveryRequestHoweverItIsSpoilt() throws IOException {
        long seed = seed();
        SplittableRandom random = new SplittableRandom(seed);
        HostileFrames hostile = new HostileFrames(random);
        List<SchemaMessage> requests = SchemaMessages.requests();
        long startNs = System.nanoTime();
        int asked = 0;
        while (System.nanoTime() - startNs < SOAK_NS || asked == 0) {
            List<byte[]> frames = new ArrayList<>();
            while (frames.size() < FRAMES_AT_ONCE) {
                SchemaMessage message = requests.get(random.nextInt(requests.size()));
                SchemaMessage.Made made = message.make(random, 0);
                byte[] frame = random.nextInt(4) == 0 ? made.frame() : hostile.spoil(made);
                if (!takesAwayWhatIsAsked(frame)) {
                    frames.add(frame);
                }
            }
            ask(frames);
            asked += frames.size();
        }
        System.out.println("Promise08HostileBytesTest asked " + asked + " hostile requests");
        assertServed();
    }

    @Test
    void shouldRefuseEveryTemplateThatIsNoRequest() throws IOException {
        Set<Integer> requests = SchemaMessages.requests().stream()
                .map(SchemaMessage::templateId)
                .collect(Collectors.toSet());
        List<byte[]> frames = new ArrayList<>();
        for (int templateId = 0; templateId < 65_536; templateId += templateId < 300 ? 1 : 997) {
            if (!requests.contains(templateId)) {
                frames.add(RawClient.frame(templateId, 8, 0, (buffer, offset) -> {
                    buffer.setMemory(offset, 40, (byte) 0xFF);
                    return offset + 40;
                }));
            }
        }
        assertEquals(frames.size(), ask(frames));
        assertServed();
    }

    @Test
    void shouldEndWhatIsNoConversationOfOurs() throws IOException {
        long seed = seed();
        SplittableRandom random = new SplittableRandom(seed);
        List<byte[]> openings = new ArrayList<>(List.of(
                text("GET / HTTP/1.1\r\nHost: x\r\n\r\n"),
                text("PING\r\n*1\r\n$4\r\nPING\r\n"),
                text("*-1\r\n$2147483647\r\n"),
                text("\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n"),
                HexFormat.of().parseHex("16030100a5010000a10303" + "00".repeat(64)),
                new byte[64]));
        for (int i = 0; i < 100; i++) {
            byte[] bytes = new byte[24 + random.nextInt(200)];
            random.nextBytes(bytes);
            // A length that would rightly be waited for is no garbage.
            bytes[3] = (byte) (0x80 | bytes[3]);
            openings.add(bytes);
        }
        for (byte[] opening : openings) {
            try (RawClient client = new RawClient(server.port())) {
                client.send(opening);
                readToEnd(client);
            }
        }
        assertServed();
    }

    @Test
    void shouldRefuseRecordsThatAreBombs() {
        try (MusterClient client = connect()) {
            WorkspaceClient shop = client.workspace("shop");
            for (byte[] bomb : bombs()) {
                AppendResult result = shop.append(bomb, 0, bomb.length, Durability.DISK);
                assertEquals(0, result.accepted(), () -> head(bomb));
                assertTrue(result.refused() > 0, () -> head(bomb));
            }
        }
        assertServed();
    }

    @Test
    void shouldReadNothingOfABatchOfTooManyLines() {
        try (MusterClient client = connect()) {
            WorkspaceClient shop = client.workspace("shop");
            byte[] lines = text("}\n".repeat(4 << 20));
            MusterException refused =
                    assertThrows(MusterException.class, () -> shop.append(lines, 0, lines.length, Durability.DISK));
            assertEquals(ErrorCode.LIMIT, refused.code());
            assertTrue(refused.getMessage().contains("4194304 lines"), refused.getMessage());
        }
        assertServed();
    }

    @Test
    void shouldRefuseRulesThatAreBombs() {
        String condition = "number_of_orders > 1";
        List<String> bombs = List.of(
                "(".repeat(500_000),
                "(".repeat(100_000) + condition + ")".repeat(100_000),
                "NOT ".repeat(200_000) + condition,
                (condition + " AND ").repeat(100_000) + condition,
                "number_of_orders > " + "9".repeat(1 << 20),
                "a".repeat(8 << 20),
                "\0".repeat(1 << 20));
        try (MusterClient client = connect()) {
            WorkspaceClient shop = client.workspace("shop");
            for (String bomb : bombs) {
                assertRefused(bomb, () -> shop.count(bomb));
                assertRefused(bomb, () -> shop.createSegment("bomb", bomb));
            }
        }
        assertServed();
    }

    private static void assertRefused(String bomb, Runnable request) {
        try {
            request.run();
        } catch (MusterException refused) {
            assertNotEquals(ErrorCode.INTERNAL, refused.code(), refused.getMessage());
            assertNotEquals(ErrorCode.TIMEOUT, refused.code(), refused.getMessage());
            return;
        }
        throw new AssertionError("taken: " + head(text(bomb)));
    }

    private static List<byte[]> bombs() {
        String customer = "{\"type\":\"customer\",\"id\":\"b\",";
        return List.of(
                text("[".repeat(2 << 20)),
                text(customer + "\"fields\":" + "{\"a\":".repeat(100_000)),
                text(customer + "\"tags\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}"),
                text(customer + "\"first_name\":\"" + "x".repeat(12 << 20) + "\"}"),
                text("{\"" + "k".repeat(4 << 20) + "\":1}"),
                text(customer + "\"latitude\":" + "9".repeat(1 << 20) + "}"),
                text(customer + "\"fields\":{\"n\":1e999999999}}"),
                text(customer + "\"fields\":{\"n\":1e-999999999}}"),
                text("{\"type\":\"order_placed\",\"id\":\"o\",\"customer\":\"b\",\"total\":\"1e2147483647\"}"),
                text("{" + "\"type\":\"customer\",".repeat(1_000) + "\"id\":\"b\"}"),
                text("}\n".repeat(5_000)),
                text("\"\\ud800\"\n"),
                new byte[] {'{', '"', (byte) 0xC0, (byte) 0x80, '"', ':', '1', '}'},
                new byte[] {(byte) 0xFF, (byte) 0xFE, '{', 0, '}', 0});
    }

    /** Cut short, filled up again and with a bit turned over, a request may be one that is meant. */
    private boolean takesAwayWhatIsAsked(byte[] frame) {
        UnsafeBuffer view = new UnsafeBuffer(Arrays.copyOf(frame, FrameDescriptor.BODY_OFFSET + Long.BYTES));
        int workspace = view.getInt(FrameDescriptor.BODY_OFFSET, LITTLE_ENDIAN);
        int segment = view.getInt(FrameDescriptor.BODY_OFFSET + Integer.BYTES, LITTLE_ENDIAN);
        return switch (FrameDescriptor.templateId(view, 0)) {
            case DeleteWorkspaceDecoder.TEMPLATE_ID -> workspace == 1;
            case DeleteSegmentDecoder.TEMPLATE_ID,
                    UpdateSegmentDecoder.TEMPLATE_ID,
                    RollbackSegmentDecoder.TEMPLATE_ID -> workspace == 1 && segment == segmentId;
            default -> false;
        };
    }

    /** Asks all on one connection, and again where one of them ended it. Returns how many were answered. */
    private int ask(List<byte[]> frames) throws IOException {
        int next = 0;
        int answered = 0;
        while (next < frames.size()) {
            try (RawClient client = new RawClient(server.port()).greet()) {
                int first = next;
                Map<Long, byte[]> waiting = new HashMap<>();
                for (; next < frames.size(); next++) {
                    byte[] frame = frames.get(next);
                    new UnsafeBuffer(frame).putLong(FrameDescriptor.CORRELATION_OFFSET, next + 1L, LITTLE_ENDIAN);
                    waiting.put(next + 1L, frame);
                    client.trySendAll(frame);
                }
                next = awaitAnswers(client, waiting, first);
                answered += next - first;
            }
        }
        return answered;
    }

    /** Returns where to go on: behind the last, or behind the one after which the server closed. */
    private static int awaitAnswers(RawClient client, Map<Long, byte[]> waiting, int first) throws IOException {
        int last = first + waiting.size();
        int seen = first;
        try {
            while (!waiting.isEmpty()) {
                UnsafeBuffer reply = client.receive();
                long correlationId = FrameDescriptor.correlationId(reply, 0);
                byte[] frame = waiting.remove(correlationId);
                seen = Math.max(seen, (int) correlationId);
                if (FrameDescriptor.templateId(reply, 0) == ErrorReplyDecoder.TEMPLATE_ID) {
                    ErrorReplyDecoder error = RawClient.error(reply);
                    ErrorType code = error.code();
                    String message = error.message();
                    assertTrue(!message.isEmpty(), "an error without a message");
                    assertNotEquals(ErrorType.INTERNAL, code, () -> message + " from " + hex(frame));
                }
            }
            return last;
        } catch (EOFException | SocketException closed) {
            assertTrue(seen > first, "closed before anything was answered: " + hex(waiting.get(first + 1L)));
            return seen;
        } catch (java.net.SocketTimeoutException hang) {
            byte[] frame = waiting.values().iterator().next();
            throw new AssertionError(waiting.size() + " are not answered, among them " + hex(frame), hang);
        }
    }

    private static void readToEnd(RawClient client) throws IOException {
        try {
            while (true) {
                client.receive();
            }
        } catch (EOFException | SocketException closed) {
            // As it should be; a time-out is none of these.
        }
    }

    private void assertServed() {
        try (MusterClient fresh = connect()) {
            assertEquals(Membership.MEMBER, fresh.workspace("shop").isMember(segmentId, "known"));
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> server.connections().requests().usedBytes() == 0
                        && server.connections().unread().usedBytes() == 0
                        && server.connections().exports().used() == 0
                        && server.connections().connections().used() == 0);
        assertEquals(null, server.pipeline().failure());
    }

    private MusterClient connect() {
        return MusterClient.connect(ClientOptions.of("127.0.0.1", server.port()));
    }

    private static long seed() {
        long seed = Long.getLong("muster.seed", System.nanoTime());
        System.out.println("Promise08HostileBytesTest seed " + seed + " (-Dmuster.seed)");
        return seed;
    }

    private static String hex(byte[] frame) {
        return frame == null ? "none" : HexFormat.of().formatHex(frame, 0, Math.min(frame.length, 200));
    }

    private static String head(byte[] bytes) {
        return new String(bytes, 0, Math.min(bytes.length, 60), StandardCharsets.ISO_8859_1);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
