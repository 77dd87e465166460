package io.muster.server.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.protocol.client.AppendResult;
import io.muster.protocol.client.Durability;
import io.muster.protocol.client.Membership;
import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.WorkspaceClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Promise 6: readers never wait for the writer, even where it stands still. */
@Timeout(180)
final class Promise06BlockedWriterTest {
    private static final long NOW_MILLIS = 1_780_000_000_000L;
    private static final int LOOKUPS = 2_000;

    @TempDir
    private Path directory;

    @Test
    void shouldAnswerEveryLookUpWhileTheEnginesThreadStandsStill() throws Exception {
        CountDownLatch standing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (ServedShop served = ServedShop.onManualClock(directory, NOW_MILLIS);
                MusterClient writer = served.connect()) {
            int segment =
                    served.shop.createSegment("buyers", "number_of_orders >= 1").id();
            served.take(order(0));
            CompletableFuture<Boolean> block = served.server.pipeline().query(engine -> {
                standing.countDown();
                return awaitQuietly(goOn);
            });
            try {
                assertTrue(standing.await(30, TimeUnit.SECONDS));
                byte[] line = order(1).getBytes(StandardCharsets.UTF_8);
                CompletableFuture<AppendResult> waiting =
                        writer.workspace("shop").appendAsync(line, 0, line.length, Durability.DISK);
                lookUp(served.shop, segment);
                assertFalse(waiting.isDone(), "the engine's thread was to stand still");
                assertFalse(block.isDone(), "the engine's thread was to stand still");
                goOn.countDown();
                assertEquals(1, waiting.get(30, TimeUnit.SECONDS).accepted());
                assertTrue(block.get(30, TimeUnit.SECONDS), "was let go");
            } finally {
                goOn.countDown();
            }
            assertEquals(Membership.MEMBER, served.shop.isMember(segment, "c-1"));
        }
    }

    private static void lookUp(WorkspaceClient shop, int segment) {
        for (int i = 0; i < LOOKUPS; i++) {
            assertEquals(Membership.MEMBER, shop.isMember(segment, "c-0"));
            assertEquals(Membership.UNKNOWN_CUSTOMER, shop.isMember(segment, "c-1"));
        }
        assertEquals(
                List.of(true, false),
                List.of(
                        shop.areMembers(segment, List.of("c-0", "c-1"))[0],
                        shop.areMembers(segment, List.of("c-0", "c-1"))[1]));
        assertTrue(shop.memberships("c-0").segments().contains("buyers"));
    }

    private static boolean awaitQuietly(CountDownLatch latch) {
        try {
            return latch.await(120, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String order(int number) {
        return "{\"type\":\"order_placed\",\"id\":\"o-" + number + "\",\"customer\":\"c-" + number + "\",\"time\":"
                + (NOW_MILLIS - 1_000) + ",\"total\":\"12.50\"}\n";
    }
}
