package io.muster.server.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.protocol.client.ChangeStream;
import io.muster.protocol.client.WorkspaceClient;
import io.muster.protocol.client.change.ChangeCause;
import io.muster.protocol.client.change.ChangePosition;
import io.muster.protocol.client.change.MemberChange;
import io.muster.server.change.ChangeLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A deleted customer is named by nothing in the change log, from the next snapshot on. */
@Timeout(60)
final class Promise13ChangesOfDeletedCustomerTest {
    private static final long NOW_MILLIS = 1_780_000_000_000L;
    private static final String CUSTOMER = "klara-zastava-77";
    private static final String ORDER = "order-of-klara-4711";

    @TempDir
    private Path directory;

    @Test
    void shouldNameDeletedCustomerOnlyInTheirDeletionAndOnlyUntilSnapshot() throws Exception {
        try (ServedShop served = ServedShop.onManualClock(directory, NOW_MILLIS)) {
            WorkspaceClient shop = served.shop;
            int segment = shop.createSegment("buyers", "number_of_orders > 0").id();
            served.take("{\"type\":\"customer\",\"id\":\"" + CUSTOMER + "\"}\n" + order(ORDER, CUSTOMER)
                    + order("o-2", "stays"));
            List<MemberChange> living = changes(served, segment, 2);
            assertEquals(
                    List.of(CUSTOMER, "stays"),
                    living.stream().map(MemberChange::customer).toList());
            assertEquals(
                    List.of(ORDER, "o-2"),
                    living.stream().map(MemberChange::recordId).toList());

            served.take("{\"type\":\"customer_deleted\",\"id\":\"" + CUSTOMER + "\"}\n");
            List<MemberChange> deleted = changes(served, segment, 3);
            assertEquals(
                    List.of("", "stays", CUSTOMER),
                    deleted.stream().map(MemberChange::customer).toList());
            assertEquals(ChangeCause.DELETION, deleted.getLast().cause());
            assertTrue(isOnDisk(CUSTOMER), "expected the deletion to be told by name until a snapshot");

            ChangeLog log = served.server.changes().log();
            assertTrue(log.forceUpTo(served.server.engine().sequence()));
            log.forgetGone((workspace, ordinal) ->
                    served.server.engine().workspace(workspace).idLength(ordinal) == 0);
            assertFalse(isOnDisk(CUSTOMER), "the customer's id is still there");
            assertFalse(isOnDisk(ORDER), "the id of the customer's order is still there");
            List<MemberChange> after = changes(served, segment, 3);
            assertEquals(
                    List.of("", "stays", ""),
                    after.stream().map(MemberChange::customer).toList());
            assertEquals(
                    List.of("", "o-2", ""),
                    after.stream().map(MemberChange::recordId).toList());
            assertEquals(
                    deleted.stream().map(MemberChange::position).toList(),
                    after.stream().map(MemberChange::position).toList());
        }
    }

    private static List<MemberChange> changes(ServedShop served, int segment, int count) {
        List<MemberChange> found = new ArrayList<>();
        try (ChangeStream stream = served.shop.changes(segment, ChangePosition.from(1))) {
            while (found.size() < count) {
                found.add(stream.next());
            }
        }
        return found;
    }

    private boolean isOnDisk(String text) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                boolean ofChanges = file.getFileName().toString().startsWith("changes-");
                if (ofChanges && new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String order(String id, String customer) {
        return "{\"type\":\"order_placed\",\"id\":\"" + id + "\",\"customer\":\"" + customer + "\",\"time\":"
                + (NOW_MILLIS - 1_000) + ",\"status\":\"paid\",\"total\":\"10\",\"currency\":\"EUR\"}\n";
    }
}
