package io.muster.tools.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.protocol.client.AppendResult;
import io.muster.protocol.client.ClientOptions;
import io.muster.protocol.client.Durability;
import io.muster.protocol.client.ErrorCode;
import io.muster.protocol.client.ExportFormat;
import io.muster.protocol.client.Membership;
import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.MusterException;
import io.muster.protocol.client.RefusedRecord;
import io.muster.protocol.client.SegmentInfo;
import io.muster.protocol.client.WorkspaceClient;
import io.muster.server.MusterServer;
import io.muster.server.ServerOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that is killed while a client loads, and started again: what was acknowledged is there, and of what was sent
 * after it the first lines up to any one, and loading all of it again counts nothing twice.
 */
@Timeout(180)
class KillDuringLoadTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int KILLS = 3;
    private static final int CUSTOMERS = 300;
    private static final int BATCHES = 400;
    private static final int ORDERS_PER_BATCH = 50;
    private static final int IN_FLIGHT = 8;
    private static final long ADVANCE_MILLIS = 60_000;
    private static final int LONGEST_PAUSE_NS = 4_000_000;

    @TempDir
    private Path directory;

    private final Queue<Sent> inFlight = new ArrayDeque<>();
    private Random random;
    private OrderBook book;

    /** Batches that are acknowledged, from the first on. */
    private int acknowledged;

    /** Batches that were sent, from the first on. */
    private int sent;

    /** Batches that a restarted server was seen to have. */
    private int present;

    /** Lines of the next batch that are there too. */
    private int presentLines;

    private long acknowledgedSequence;

    private record Sent(int batch, CompletableFuture<AppendResult> answer) {}

    @Test
    void shouldKeepWhatWasAcknowledgedAndCountNothingTwice() throws Exception {
        long seed = System.nanoTime();
        System.out.println("KillDuringLoadTest seed " + seed);
        random = new Random(seed);
        book = new OrderBook(random, CUSTOMERS, BATCHES, ORDERS_PER_BATCH);
        for (int kill = 0; kill < KILLS; kill++) {
            try (ServerProcess process = start(kill);
                    MusterClient client = process.connect()) {
                if (kill == 0) {
                    createShop(client);
                }
                WorkspaceClient shop = client.workspace("shop");
                assertNothingLost(shop);
                assertEquals(nowAfter(kill), client.clock().nowMillis());
                client.advanceClock(ADVANCE_MILLIS);
                int most = (BATCHES - present) / (KILLS - kill);
                loadAndKill(shop, process, acknowledged + IN_FLIGHT + random.nextInt(most - IN_FLIGHT));
            }
        }
        try (ServerProcess process = start(KILLS);
                MusterClient client = process.connect()) {
            WorkspaceClient shop = client.workspace("shop");
            assertNothingLost(shop);
            assertEquals(nowAfter(KILLS), client.clock().nowMillis());
            load(shop, 0, BATCHES);
            assertSameAsLoadedOnce(shop);
        }
    }

    private ServerProcess start(int number) throws IOException {
        return ServerProcess.start(directory.resolve("data"), OrderBook.NOW, directory.resolve("server-" + number));
    }

    private static long nowAfter(int kills) {
        return OrderBook.NOW.toEpochMilli() + kills * ADVANCE_MILLIS;
    }

    private static void createShop(MusterClient client) {
        client.createWorkspace("shop", "Europe/Skopje", "EUR");
        WorkspaceClient shop = client.workspace("shop");
        shop.createSegment("big spenders", "amount_spent > 20000");
        shop.createSegment("middling", "number_of_orders BETWEEN 10 AND 55 AND NOT last_order_date >= -4d");
    }

    /** The server has the first lines up to one that was sent, the acknowledged ones among them, and no more. */
    private void assertNothingLost(WorkspaceClient shop) throws IOException {
        if (acknowledgedSequence > 0) {
            int segment = shop.segment("big spenders").id();
            Membership answer = shop.atLeast(acknowledgedSequence).isMember(segment, "c-0");
            assertTrue(answer != null, "a look-up at the acknowledged sequence");
        }
        Map<String, OrderBook.Totals> found = totals(shop);
        int least = Math.max(acknowledged, present);
        for (int count = least; count <= Math.max(sent, present); count++) {
            List<TreeMap<String, OrderBook.Totals>> within = book.totalsWithin(count);
            int first = count == present ? presentLines : 0;
            int last = count < sent ? within.size() - 1 : first;
            for (int lines = first; lines <= last; lines++) {
                if (within.get(lines).equals(found)) {
                    System.out.printf(
                            "acknowledged %d, sent %d, found %d batches and %d lines%n",
                            acknowledged, sent, count, lines);
                    present = count;
                    presentLines = lines;
                    return;
                }
            }
        }
        fail("found " + found + "\nexpected the totals after " + least + " to " + sent + " batches, after " + least
                + ": " + book.totalsAfter(least));
    }

    private void loadAndKill(WorkspaceClient shop, ServerProcess process, int killAfter) throws Exception {
        int pauseNs = random.nextInt(LONGEST_PAUSE_NS);
        int from = acknowledged;
        send(shop, from, killAfter);
        LockSupport.parkNanos(pauseNs);
        process.kill();
        boolean lost = false;
        for (Sent one = inFlight.poll(); one != null; one = inFlight.poll()) {
            try {
                settle(one);
                assertTrue(!lost, "batch " + one.batch + " is acknowledged, one before it is not");
            } catch (ExecutionException e) {
                lost = true;
                assertEquals(ErrorCode.UNREACHABLE, ((MusterException) e.getCause()).code(), e::toString);
            }
        }
    }

    private void load(WorkspaceClient shop, int from, int to) throws Exception {
        send(shop, from, to);
        while (!inFlight.isEmpty()) {
            settle(inFlight.remove());
        }
    }

    /** Leaves the last ones on the way. */
    private void send(WorkspaceClient shop, int from, int to) throws Exception {
        for (int batch = from; batch < to; batch++) {
            if (inFlight.size() == IN_FLIGHT) {
                settle(inFlight.remove());
            }
            byte[] bytes = book.batches().get(batch).bytes();
            inFlight.add(new Sent(batch, shop.appendAsync(bytes, 0, bytes.length, Durability.DISK)));
            sent = Math.max(sent, batch + 1);
        }
    }

    private void settle(Sent one) throws Exception {
        AppendResult result = one.answer.get(30, TimeUnit.SECONDS);
        assertEquals(
                book.batches().get(one.batch).refusedLines(),
                result.refusals().stream().map(RefusedRecord::line).toList());
        acknowledged = Math.max(acknowledged, one.batch + 1);
        acknowledgedSequence = Math.max(acknowledgedSequence, result.lastSequence());
    }

    private void assertSameAsLoadedOnce(WorkspaceClient shop) throws Exception {
        assertEquals(book.totalsAfter(BATCHES), totals(shop));
        ServerOptions options = ServerOptions.builder()
                .port(0)
                .manualClock(OrderBook.NOW.toEpochMilli())
                .expectedCustomers(10_000)
                .build();
        try (MusterServer server = MusterServer.start(options);
                MusterClient client = MusterClient.connect(ClientOptions.of("127.0.0.1", server.port()))) {
            createShop(client);
            client.setClock(nowAfter(KILLS));
            WorkspaceClient once = client.workspace("shop");
            load(once, 0, BATCHES);
            assertEquals(customers(once), customers(shop));
            assertEquals(members(once), members(shop));
            assertEquals(cardinalities(once), cardinalities(shop));
            assertTrue(
                    members(once).values().stream()
                                    .filter(ids -> !ids.isEmpty())
                                    .count()
                            >= 4,
                    "too few segments");
        }
    }

    private static Map<String, OrderBook.Totals> totals(WorkspaceClient shop) throws IOException {
        Map<String, OrderBook.Totals> totals = new TreeMap<>();
        for (Map.Entry<String, String> customer : customers(shop).entrySet()) {
            totals.put(
                    customer.getKey(),
                    OrderBook.Totals.of(JSON.readTree(customer.getValue()).get("fields")));
        }
        return totals;
    }

    /** Each with profile, order fields and segments. */
    private static Map<String, String> customers(WorkspaceClient shop) {
        Map<String, String> customers = new TreeMap<>();
        for (int i = 0; i < CUSTOMERS; i++) {
            try {
                customers.put("c-" + i, shop.customerJson("c-" + i));
            } catch (MusterException e) {
                assertEquals(ErrorCode.UNKNOWN_CUSTOMER, e.code(), e::getMessage);
            }
        }
        return customers;
    }

    private static Map<String, String> members(WorkspaceClient shop) throws IOException {
        Map<String, String> members = new TreeMap<>();
        for (SegmentInfo segment : shop.segments().segments()) {
            ByteArrayOutputStream ids = new ByteArrayOutputStream();
            shop.export(segment.id(), ExportFormat.IDS, ids);
            String sorted =
                    ids.toString(StandardCharsets.UTF_8).lines().sorted().collect(Collectors.joining(" "));
            members.put(segment.name(), sorted);
        }
        return members;
    }

    private static Map<String, Long> cardinalities(WorkspaceClient shop) {
        Map<String, Long> cardinalities = new TreeMap<>();
        for (SegmentInfo segment : shop.segments().segments()) {
            assertEquals(segment.cardinality(), shop.cardinality(segment.id()), segment.name());
            cardinalities.put(segment.name(), segment.cardinality());
        }
        return cardinalities;
    }
}
