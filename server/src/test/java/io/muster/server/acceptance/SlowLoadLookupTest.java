package io.muster.server.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.protocol.client.AppendResult;
import io.muster.protocol.client.Durability;
import io.muster.protocol.client.Membership;
import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.WorkspaceClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A look-up during a load does not wait for the load. */
@Timeout(120)
class SlowLoadLookupTest {
    private static final long NOW_MILLIS = Instant.parse("2026-06-01T00:00:00Z").toEpochMilli();
    private static final int BATCHES = 50;
    private static final int BATCH_RECORDS = 2_000;
    private static final int CUSTOMERS = 5_000;
    private static final int FEWEST_LOOKUPS = 100;
    private static final int MOST_LOADS = 10;
    private static final long LONGEST_LOOKUP_MS = 10_000;

    @TempDir
    private Path directory;

    @Test
    void shouldAnswerLookUpsWhileRecordsAreLoaded() throws IOException {
        try (ServedShop served = ServedShop.onManualClock(directory, NOW_MILLIS);
                MusterClient other = served.connect()) {
            int segment = served.shop.segment("Recent buyers (30 days)").id();
            served.take(batch(-1));
            long most = 0;
            // Beside much else on the machine a load may be over before its look-ups have had their share of it.
            for (int load = 0; load < MOST_LOADS && most < FEWEST_LOOKUPS; load++) {
                most = Math.max(most, lookUpsDuring(load, other.workspace("shop"), served.shop, segment));
            }
            assertTrue(most >= FEWEST_LOOKUPS, "only " + most + " look-ups were answered during a load");
        }
    }

    private static long lookUpsDuring(int number, WorkspaceClient loaded, WorkspaceClient shop, int segment) {
        long startNs = System.nanoTime();
        List<CompletableFuture<AppendResult>> load = new ArrayList<>();
        for (int i = 0; i < BATCHES; i++) {
            byte[] lines = batch(number * BATCHES + i).getBytes(StandardCharsets.UTF_8);
            load.add(loaded.appendAsync(lines, 0, lines.length, Durability.DISK));
        }
        CompletableFuture<AppendResult> last = load.getLast();

        long lookups = 0;
        long longestNs = 0;
        long askedNs = System.nanoTime();
        while (!last.isDone()) {
            assertEquals(Membership.MEMBER, shop.isMember(segment, "c-" + lookups % BATCH_RECORDS));
            long answeredNs = System.nanoTime();
            longestNs = Math.max(longestNs, answeredNs - askedNs);
            askedNs = answeredNs;
            lookups++;
        }
        long loadNs = System.nanoTime() - startNs;
        System.out.printf(
                "%,d look-ups during a load of %,d ms, the longest %.1f ms%n",
                lookups, loadNs / 1_000_000, longestNs / 1e6);

        long taken = load.stream().mapToLong(answer -> answer.join().accepted()).sum();
        assertEquals((long) BATCHES * BATCH_RECORDS, taken);
        assertTrue(longestNs < LONGEST_LOOKUP_MS * 1_000_000, "a look-up waited " + longestNs / 1_000_000 + " ms");
        return lookups;
    }

    private static String batch(int number) {
        StringBuilder lines = new StringBuilder(BATCH_RECORDS * 120);
        for (int i = 0; i < BATCH_RECORDS; i++) {
            long order = (long) number * BATCH_RECORDS + i;
            long customer = Math.floorMod(order + (number < 0 ? BATCH_RECORDS : 0), CUSTOMERS);
            lines.append("{\"type\":\"order_placed\",\"id\":\"o-").append(order);
            lines.append("\",\"customer\":\"c-").append(customer);
            lines.append("\",\"time\":").append(NOW_MILLIS - 1_000 - 13 * Math.abs(order));
            lines.append(",\"total\":\"12.50\"}\n");
        }
        return lines.toString();
    }
}
