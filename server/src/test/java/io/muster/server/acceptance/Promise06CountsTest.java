package io.muster.server.acceptance;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.protocol.client.ClientOptions;
import io.muster.protocol.client.Durability;
import io.muster.protocol.client.ExportFormat;
import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.RuleCountInfo;
import io.muster.protocol.client.WorkspaceClient;
import io.muster.server.Aside;
import io.muster.server.MusterServer;
import io.muster.server.ServerOptions;
import io.muster.server.redis.RedisOptions;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.roaringbitmap.RoaringBitmap;

/**
 * Promise 6: counts over the wire, by the binary protocol and by Redis', and exports are each of one moment while
 * records move customers: each customer is in one of two segments, and a record moves it to the other.
 */
@Timeout(120)
final class Promise06CountsTest {
    private static final int CUSTOMERS = 3_000;
    private static final int MOVES_A_BATCH = 50;
    private static final long WHILE_NS = TimeUnit.SECONDS.toNanos(3);

    @Test
    void shouldNeverCountACustomerTwiceOrNotAtAll() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed: " + seed);
        AtomicBoolean ended = new AtomicBoolean();
        try (MusterServer server = MusterServer.start(options());
                MusterClient client = connect(server);
                MusterClient mover = connect(server)) {
            client.createWorkspace("shop", "UTC", "EUR");
            WorkspaceClient shop = client.workspace("shop");
            int left =
                    shop.createSegment("left", "customer_tags CONTAINS 'left'").id();
            shop.createSegment("right", "customer_tags CONTAINS 'right'");
            append(shop, lines(0, CUSTOMERS, new SplittableRandom(seed)));

            CompletableFuture<Void> moving =
                    Aside.run(() -> move(mover.workspace("shop"), new SplittableRandom(seed), ended));
            int rounds = 0;
            try (Socket redis = new Socket("127.0.0.1", server.redisPort())) {
                BufferedReader replies = new BufferedReader(new InputStreamReader(redis.getInputStream(), US_ASCII));
                long endNs = System.nanoTime() + WHILE_NS;
                for (; System.nanoTime() < endNs || rounds == 0; rounds++) {
                    assertEquals(
                            0,
                            shop.count("SEGMENT = 'left' AND SEGMENT = 'right'").count());
                    RuleCountInfo both = shop.count("SEGMENT = 'left' OR SEGMENT = 'right'");
                    assertEquals(CUSTOMERS, both.count());
                    assertEquals(
                            CUSTOMERS,
                            shop.count("SEGMENT = 'left' OR NOT SEGMENT = 'left'")
                                    .count());
                    redis.getOutputStream().write("SINTERCARD 2 shop:left shop:right\r\n".getBytes(US_ASCII));
                    assertEquals(":0", replies.readLine());
                    RoaringBitmap exported = exported(shop, left);
                    assertTrue(exported.getCardinality() <= CUSTOMERS, "found " + exported.getCardinality());
                }
            } finally {
                ended.set(true);
            }
            moving.get(60, TimeUnit.SECONDS);
            System.out.println("rounds: " + rounds);
            long members = shop.cardinality(left);
            assertEquals(members, shop.count("SEGMENT = 'left'").count());
            assertEquals(members, exported(shop, left).getCardinality());
        }
    }

    private static void move(WorkspaceClient shop, SplittableRandom random, AtomicBoolean ended) {
        while (!ended.get()) {
            append(shop, lines(random.nextInt(CUSTOMERS - MOVES_A_BATCH), MOVES_A_BATCH, random));
        }
    }

    private static String lines(int first, int count, SplittableRandom random) {
        StringBuilder lines = new StringBuilder();
        for (int i = first; i < first + count; i++) {
            String tag = random.nextBoolean() ? "left" : "right";
            lines.append("{\"type\":\"customer\",\"id\":\"c-")
                    .append(i)
                    .append("\",\"tags\":[\"")
                    .append(tag)
                    .append("\"]}\n");
        }
        return lines.toString();
    }

    private static RoaringBitmap exported(WorkspaceClient shop, int segment) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        shop.export(segment, ExportFormat.ROARING, bytes);
        RoaringBitmap read = new RoaringBitmap();
        read.deserialize(ByteBuffer.wrap(bytes.toByteArray()));
        return read;
    }

    private static void append(WorkspaceClient shop, String lines) {
        byte[] bytes = lines.getBytes(StandardCharsets.UTF_8);
        shop.append(bytes, 0, bytes.length, Durability.DISK);
    }

    private static MusterClient connect(MusterServer server) {
        return MusterClient.connect(ClientOptions.of("127.0.0.1", server.port()));
    }

    private static ServerOptions options() {
        return ServerOptions.builder()
                .port(0)
                .expectedCustomers(CUSTOMERS * 2)
                .redis(RedisOptions.on(0))
                .build();
    }
}
