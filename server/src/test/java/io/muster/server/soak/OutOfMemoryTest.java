package io.muster.server.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.protocol.client.AppendResult;
import io.muster.protocol.client.Durability;
import io.muster.protocol.client.ErrorCode;
import io.muster.protocol.client.Membership;
import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.MusterException;
import io.muster.protocol.client.SegmentInfo;
import io.muster.protocol.client.WorkspaceClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a server does when memory ends, on the heap and off it, where the bound {@code max-memory} does not keep it from
 * that: as its README says, and nothing acknowledged is lost.
 */
@Timeout(300)
final class OutOfMemoryTest {
    private static final int EXIT_OUT_OF_MEMORY = 3;
    private static final int RULE_LENGTH = 3_000_000;
    private static final int MOST_SEGMENTS = 200;
    private static final int CUSTOMER_ID_LENGTH = 240;
    private static final int BATCH = 500;
    private static final int MOST_BATCHES = 1_000;

    /** A heap that is nearly full is collected over and over before it ends. */
    private static final int PATIENCE_MS = 120_000;

    private static final List<String> PLENTY = List.of("-Xmx512m", "-XX:MaxDirectMemorySize=512m");

    @TempDir
    private Path directory;

    @Test
    void shouldEndAtOnceWhenTheHeapEndsAndComeBackWithWhatWasAcknowledged() throws IOException {
        int acknowledged = 0;
        try (SoakedProcess server = start("first", List.of("-Xmx72m", "-XX:MaxDirectMemorySize=256m"));
                MusterClient client = MusterClient.connect(server.options().withRequestTimeoutMs(PATIENCE_MS))) {
            WorkspaceClient shop = createShop(client);
            MusterException end = null;
            while (end == null) {
                assertTrue(acknowledged < MOST_SEGMENTS, "the heap did not end");
                try {
                    shop.createSegment("long " + acknowledged, rule(acknowledged));
                    acknowledged++;
                } catch (MusterException e) {
                    end = e;
                }
            }
            assertEquals(ErrorCode.UNREACHABLE, end.code(), end::toString);
            assertEquals(EXIT_OUT_OF_MEMORY, server.exitCode(), () -> "it ended otherwise");
        }
        try (SoakedProcess server = start("second", PLENTY);
                MusterClient client = server.connect()) {
            Map<String, String> rules = client.workspace("shop").segments().segments().stream()
                    .collect(Collectors.toMap(SegmentInfo::name, SegmentInfo::rule));
            for (int i = 0; i < acknowledged; i++) {
                assertEquals(rule(i), rules.get("long " + i));
            }
        }
        System.out.printf("the heap ended after %d rules of %,d characters%n", acknowledged, RULE_LENGTH);
    }

    @Test
    void shouldAnswerReadsOnlyWhenDirectMemoryEndsAndComeBackWithWhatWasAcknowledged() throws IOException {
        int acknowledged = 0;
        List<String> little = List.of("-Xmx128m", "-XX:MaxDirectMemorySize=32m");
        try (SoakedProcess server = start("first", little, List.of("" + (1L << 30)));
                MusterClient client = MusterClient.connect(server.options().withRequestTimeoutMs(PATIENCE_MS))) {
            WorkspaceClient shop = createShop(client);
            int segment = shop.createSegment("buyers", "number_of_orders >= 1").id();
            MusterException end = null;
            while (end == null) {
                assertTrue(acknowledged < MOST_BATCHES, "direct memory did not end");
                try {
                    assertEquals(BATCH, append(shop, acknowledged).accepted());
                    acknowledged++;
                } catch (MusterException e) {
                    end = e;
                }
            }
            assertEquals(ErrorCode.READ_ONLY, end.code(), end::toString);
            assertEquals(Membership.MEMBER, shop.isMember(segment, customer(0)));
            String status = client.statusJson();
            assertTrue(status.contains("read_only"), status);
            assertEquals(
                    ErrorCode.READ_ONLY,
                    assertThrows(MusterException.class, () -> delete(shop, customer(0)))
                            .code());
        }
        try (SoakedProcess server = start("second", PLENTY);
                MusterClient client = server.connect()) {
            WorkspaceClient shop = client.workspace("shop");
            int segment = shop.segment("buyers").id();
            for (int i = 0; i < acknowledged; i++) {
                for (boolean member : shop.areMembers(segment, customers(i))) {
                    assertTrue(member, "batch " + i);
                }
            }
        }
        System.out.printf("direct memory ended after %,d orders%n", acknowledged * BATCH);
    }

    private SoakedProcess start(String name, List<String> memory) throws IOException {
        return start(name, memory, List.of());
    }

    private SoakedProcess start(String name, List<String> memory, List<String> arguments) throws IOException {
        return SoakedProcess.start(directory.resolve("data"), directory.resolve(name), memory, arguments);
    }

    private static WorkspaceClient createShop(MusterClient client) {
        client.createWorkspace("shop", "Europe/Skopje", "EUR");
        return client.workspace("shop");
    }

    private static String rule(int number) {
        return "number_of_orders > " + number + " OR customer_tags CONTAINS '" + "x".repeat(RULE_LENGTH) + "'";
    }

    private static List<String> customers(int batch) {
        return IntStream.range(batch * BATCH, (batch + 1) * BATCH)
                .mapToObj(OutOfMemoryTest::customer)
                .toList();
    }

    private static AppendResult append(WorkspaceClient shop, int batch) {
        StringBuilder lines = new StringBuilder();
        for (String customer : customers(batch)) {
            lines.append("{\"type\":\"order_placed\",\"id\":\"o-").append(customer);
            lines.append("\",\"customer\":\"").append(customer);
            lines.append("\",\"time\":").append(SoakServer.START_MILLIS - 1_000);
            lines.append(",\"total\":\"5\",\"currency\":\"EUR\"}\n");
        }
        return append(shop, lines.toString());
    }

    private static AppendResult delete(WorkspaceClient shop, String customer) {
        return append(shop, "{\"type\":\"customer_deleted\",\"id\":\"" + customer + "\"}\n");
    }

    private static AppendResult append(WorkspaceClient shop, String lines) {
        byte[] bytes = lines.getBytes(StandardCharsets.UTF_8);
        return shop.append(bytes, 0, bytes.length, Durability.DISK);
    }

    /** Long, so that memory ends soon. */
    private static String customer(int number) {
        return "c".repeat(CUSTOMER_ID_LENGTH) + number;
    }
}
