package io.muster.server.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.protocol.client.Membership;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A customer is in a 30-day window at its last millisecond and out at the next, with no event in between. */
@Timeout(60)
class WindowEdgeOverTheWireTest {
    private static final long WINDOW_MILLIS = Duration.ofDays(30).toMillis();
    private static final int CUSTOMERS = 8;
    private static final long APART_MILLIS = 150;
    private static final long MOST_LATE_MS = 10_000;
    /** In which the orders are taken, and all are seen to be in the window, on a busy machine too. */
    private static final long LEAD_MILLIS = 5_000;

    private static final String IN_WINDOW = "Recent buyers (30 days)";
    private static final String OUT_OF_WINDOW = "Non-buyers (30 days)";

    @TempDir
    private Path directory;

    @Test
    void shouldLeaveAtTheMillisecondAfterTheWindowAsTheClockIsMoved() throws IOException {
        long seed = System.nanoTime();
        System.out.println("WindowEdgeOverTheWireTest seed " + seed);
        Random random = new Random(seed);
        long orderMillis = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli() + random.nextInt(1_000_000_000);
        long laterMillis = orderMillis + 2 + random.nextInt(1_000_000);
        try (ServedShop served = ServedShop.onManualClock(directory, laterMillis + random.nextInt(1_000_000))) {
            served.take(order("o-1", "c-1", orderMillis) + order("o-2", "c-2", laterMillis));

            served.client.setClock(orderMillis + WINDOW_MILLIS);
            assertMembers(served, IN_WINDOW, List.of("c-1", "c-2"), List.of());
            assertMembers(served, OUT_OF_WINDOW, List.of(), List.of("c-1", "c-2"));

            served.client.advanceClock(1);
            assertMembers(served, IN_WINDOW, List.of("c-2"), List.of("c-1"));
            assertMembers(served, OUT_OF_WINDOW, List.of("c-1"), List.of("c-2"));

            served.client.setClock(laterMillis + WINDOW_MILLIS);
            assertMembers(served, IN_WINDOW, List.of("c-2"), List.of("c-1"));

            served.client.advanceClock(1);
            assertMembers(served, IN_WINDOW, List.of(), List.of("c-1", "c-2"));
            assertMembers(served, OUT_OF_WINDOW, List.of("c-1", "c-2"), List.of());
        }
    }

    @Test
    void shouldLeaveByItselfOnTheSystemClock() throws IOException {
        try (ServedShop served = ServedShop.onSystemClock(directory)) {
            long firstOutMillis = System.currentTimeMillis() + LEAD_MILLIS;
            List<String> customers = IntStream.range(0, CUSTOMERS)
                    .mapToObj(number -> "c-" + number)
                    .toList();
            StringBuilder orders = new StringBuilder();
            for (int i = 0; i < CUSTOMERS; i++) {
                long outMillis = firstOutMillis + i * APART_MILLIS;
                orders.append(order("o-" + i, customers.get(i), outMillis - 1 - WINDOW_MILLIS));
            }
            served.take(orders.toString());
            assertMembers(served, IN_WINDOW, customers, List.of());

            for (int i = 0; i < CUSTOMERS; i++) {
                long latenessMs = awaitLeft(served, customers.get(i)) - (firstOutMillis + i * APART_MILLIS);
                System.out.println(customers.get(i) + " left " + latenessMs + " ms after its window");
                assertTrue(latenessMs >= 0, () -> "left " + -latenessMs + " ms too early");
                assertTrue(latenessMs <= MOST_LATE_MS, () -> "left " + latenessMs + " ms too late");
            }
            assertMembers(served, IN_WINDOW, List.of(), customers);
            assertMembers(served, OUT_OF_WINDOW, customers, List.of());
        }
    }

    /** Asks until the customer is no member of the window; returns when that was, milliseconds since the epoch. */
    private static long awaitLeft(ServedShop served, String customer) {
        int segment = served.shop.segment(IN_WINDOW).id();
        long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (served.shop.isMember(segment, customer) == Membership.MEMBER) {
            assertTrue(System.nanoTime() < deadlineNs, "still a member seconds after the window has passed");
        }
        return System.currentTimeMillis();
    }

    private static void assertMembers(ServedShop served, String name, List<String> members, List<String> others)
            throws IOException {
        int segment = served.shop.segment(name).id();
        for (String member : members) {
            assertEquals(Membership.MEMBER, served.shop.isMember(segment, member), name + ": " + member);
            assertTrue(served.shop.memberships(member).segments().contains(name), name + ": " + member);
        }
        for (String other : others) {
            assertEquals(Membership.NOT_MEMBER, served.shop.isMember(segment, other), name + ": " + other);
            assertTrue(!served.shop.memberships(other).segments().contains(name), name + ": " + other);
        }
        assertEquals(members.size(), served.shop.cardinality(segment), name);
        assertEquals(members, served.exported(segment).stream().sorted().toList(), name);
    }

    private static String order(String id, String customer, long millis) {
        return "{\"type\":\"order_placed\",\"id\":\"" + id + "\",\"customer\":\"" + customer + "\",\"time\":" + millis
                + ",\"total\":\"10.00\"}\n";
    }
}
