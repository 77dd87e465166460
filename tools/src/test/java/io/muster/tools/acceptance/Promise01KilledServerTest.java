package io.muster.tools.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.protocol.client.AppendResult;
import io.muster.protocol.client.Durability;
import io.muster.protocol.client.ErrorCode;
import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.MusterException;
import io.muster.protocol.client.WorkspaceClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} over and over under a client that remembers what was acknowledged: every start has all of it. Rounds:
 * {@code -Dmuster.soak}.
 */
@Timeout(3600)
class Promise01KilledServerTest {
    private static final int ROUNDS = Integer.getInteger("muster.soak", 20);
    private static final int IN_FLIGHT = 16;
    private static final long LONGEST_LOAD_NS = TimeUnit.MILLISECONDS.toNanos(400);

    @TempDir
    private Path directory;

    private final List<String> acknowledged = new ArrayList<>();
    private long acknowledgedSequence;
    private int sent;

    private record Sent(String customer, CompletableFuture<AppendResult> answer) {}

    @Test
    void shouldHaveWhatWasAcknowledgedAfterEveryKill() throws Exception {
        long seed = System.nanoTime();
        System.out.println("Promise01KilledServerTest seed " + seed);
        Random random = new Random(seed);
        long startNs = System.nanoTime();
        for (int round = 0; round < ROUNDS; round++) {
            try (ServerProcess process = start(round);
                    MusterClient client = process.connect()) {
                if (round == 0) {
                    client.createWorkspace("shop", "Europe/Skopje", "EUR");
                    client.workspace("shop").createSegment("buyers", "number_of_orders >= 1");
                }
                WorkspaceClient shop = client.workspace("shop");
                assertNothingLost(shop, "seed " + seed + " round " + round);
                loadAndKill(shop, process, random.nextLong(LONGEST_LOAD_NS));
            }
        }
        try (ServerProcess process = start(ROUNDS);
                MusterClient client = process.connect()) {
            assertNothingLost(client.workspace("shop"), "seed " + seed + " at the end");
        }
        System.out.printf(
                "%d rounds in %d ms: %d sent, %d acknowledged, none of them lost%n",
                ROUNDS, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs), sent, acknowledged.size());
        assertTrue(acknowledged.size() > ROUNDS, "acknowledged " + acknowledged.size());
    }

    private void assertNothingLost(WorkspaceClient shop, String what) {
        int segment = shop.segment("buyers").id();
        boolean[] found = shop.areMembers(segment, acknowledged);
        for (int i = 0; i < found.length; i++) {
            assertTrue(found[i], what + ": " + acknowledged.get(i));
        }
        assertTrue(shop.segments().sequence() >= acknowledgedSequence, what);
    }

    private void loadAndKill(WorkspaceClient shop, ServerProcess process, long loadNs) throws Exception {
        Deque<Sent> inFlight = new ArrayDeque<>();
        long endNs = System.nanoTime() + loadNs;
        while (System.nanoTime() < endNs) {
            if (inFlight.size() == IN_FLIGHT) {
                settle(inFlight.remove());
            }
            inFlight.add(send(shop));
        }
        process.kill();
        for (Sent each : inFlight) {
            try {
                settle(each);
            } catch (ExecutionException lost) {
                assertEquals(ErrorCode.UNREACHABLE, ((MusterException) lost.getCause()).code(), lost::toString);
            }
        }
    }

    private Sent send(WorkspaceClient shop) {
        String customer = "c-" + sent;
        byte[] line = ("{\"type\":\"order_placed\",\"id\":\"o-" + sent + "\",\"customer\":\"" + customer
                        + "\",\"time\":\"2026-02-01T12:00:00Z\",\"total\":\"1\",\"currency\":\"EUR\"}\n")
                .getBytes(StandardCharsets.UTF_8);
        sent++;
        return new Sent(customer, shop.appendAsync(line, 0, line.length, Durability.DISK));
    }

    private void settle(Sent one) throws Exception {
        AppendResult result = one.answer.get(30, TimeUnit.SECONDS);
        assertEquals(1, result.accepted());
        acknowledged.add(one.customer);
        acknowledgedSequence = Math.max(acknowledgedSequence, result.lastSequence());
    }

    private ServerProcess start(int number) throws Exception {
        return ServerProcess.start(
                directory.resolve("data"), Instant.parse("2026-03-01T00:00:00Z"), directory.resolve("log-" + number));
    }
}
