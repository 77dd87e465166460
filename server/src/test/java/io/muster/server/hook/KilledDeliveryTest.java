package io.muster.server.hook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.protocol.client.Durability;
import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.WorkspaceClient;
import io.muster.server.api.ApiClient;
import io.muster.server.soak.SoakedProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that is killed amid calls brings each change at least once, and in order, after it was started again. */
@Timeout(240)
class KilledDeliveryTest {
    private static final Pattern HTTP = Pattern.compile(Pattern.quote(HookedServer.HTTP) + "(\\d+)\n");
    private static final int KILLS = 3;
    private static final int MOVED = 60;
    private static final int CHANGES_OF_A_CALL = 5;
    private static final int CALLS_BEFORE_KILL = 6;
    private static final long LONG_MS = 60_000;

    @TempDir
    private Path directory;

    private int starts;

    /** A call that is not answered until the server is dead. */
    private static final class LastCall {
        final CountDownLatch before = new CountDownLatch(CALLS_BEFORE_KILL);
        final CountDownLatch killed = new CountDownLatch(1);
    }

    @Test
    void shouldBringEachChangeAndInOrderThoughTheServerIsKilledAmidCalls() throws Exception {
        AtomicReference<LastCall> last = new AtomicReference<>(new LastCall());
        // It fails every third time as well.
        try (Receiver receiver = new Receiver(0, (number, exchange) -> {
            LastCall call = last.get();
            call.before.countDown();
            if (call.before.getCount() == 0) {
                call.killed.await();
            }
            exchange.sendResponseHeaders(number % 3 == 1 ? 500 : 200, -1);
        })) {
            SoakedProcess server = start();
            try {
                long from = createShop(server, receiver);
                for (int kill = 0; kill < KILLS; kill++) {
                    move(server, kill % 2 == 0);
                    LastCall call = last.get();
                    assertTrue(call.before.await(LONG_MS, TimeUnit.MILLISECONDS), "so many calls");
                    assertTrue(receiver.changes().size() < (kill + 1) * MOVED, "there is more to bring");
                    server.kill();
                    last.set(kill + 1 < KILLS ? new LastCall() : never());
                    call.killed.countDown();
                    server = start();
                }
                HookedShop.await().until(() -> receiver.changes().size() == KILLS * MOVED);
                try (MusterClient client = server.connect()) {
                    WorkspaceClient shop = client.workspace("shop");
                    List<String> told =
                            HookedShop.told(shop, shop.segment("buyers").id(), from, KILLS * MOVED);
                    assertEquals(told, receiver.changes());
                }
            } finally {
                server.close();
            }
        }
    }

    private static LastCall never() {
        LastCall never = new LastCall();
        never.killed.countDown();
        return never;
    }

    /** The sequence from which on changes are brought. */
    private static long createShop(SoakedProcess server, Receiver receiver) throws IOException {
        try (MusterClient client = server.connect()) {
            client.createWorkspace("shop", "UTC", "EUR");
            WorkspaceClient shop = client.workspace("shop");
            shop.createSegment("buyers", "customer_tags CONTAINS 'buyer'");
            Matcher http = HTTP.matcher(server.log());
            assertTrue(http.find(), server::toString);
            try (ApiClient api = new ApiClient(Integer.parseInt(http.group(1)))) {
                api.post(
                                "/v1/workspaces/shop/segments/buyers/webhooks",
                                "{\"url\":\"" + receiver.url() + "\",\"max_changes\":" + CHANGES_OF_A_CALL + "}")
                        .is(201);
            }
            return shop.atLeast(0).segments().sequence() + 1;
        }
    }

    private static void move(SoakedProcess server, boolean in) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < MOVED; i++) {
            lines.append("{\"type\":\"customer\",\"id\":\"c-")
                    .append(i)
                    .append(in ? "\",\"add_tags\":[\"buyer\"]}\n" : "\",\"remove_tags\":[\"buyer\"]}\n");
        }
        byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
        try (MusterClient client = server.connect()) {
            assertEquals(
                    MOVED,
                    client.workspace("shop")
                            .append(bytes, 0, bytes.length, Durability.DISK)
                            .accepted());
        }
    }

    private SoakedProcess start() throws IOException {
        return SoakedProcess.start(
                HookedServer.class,
                directory.resolve("data"),
                directory.resolve("log-" + starts++),
                List.of("-Xmx192m"),
                List.of());
    }
}
