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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A customer is in a 30-day window at its last millisecond and out at the next, with no event in between. */
@Timeout(60)
class WindowEdgeOverTheWireTest {
    private static final long WINDOW_MILLIS = Duration.ofDays(30).toMillis();
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
            int segment = served.shop.segment(IN_WINDOW).id();
            long outMillis = System.currentTimeMillis() + 1_000;
            served.take(order("o-1", "c-1", outMillis - 1 - WINDOW_MILLIS));

            long membershipsSeen = 0;
            long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (served.shop.isMember(segment, "c-1") == Membership.MEMBER) {
                membershipsSeen++;
                assertTrue(System.nanoTime() < deadlineNs, "still a member 9 s after the window has passed");
            }
            long latenessMs = System.currentTimeMillis() - outMillis;
            System.out.println("left " + latenessMs + " ms after its window, after " + membershipsSeen + " look-ups");

            assertTrue(membershipsSeen > 0, "never was a member");
            assertTrue(latenessMs >= 0, () -> "left " + -latenessMs + " ms too early");
            assertTrue(latenessMs <= 250, () -> "left " + latenessMs + " ms too late");
            assertMembers(served, IN_WINDOW, List.of(), List.of("c-1"));
            assertMembers(served, OUT_OF_WINDOW, List.of("c-1"), List.of());
        }
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
