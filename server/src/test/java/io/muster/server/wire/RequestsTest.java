package io.muster.server.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.SegmentEntry;
import io.muster.protocol.client.AppendResult;
import io.muster.protocol.client.ClientOptions;
import io.muster.protocol.client.ClockInfo;
import io.muster.protocol.client.Durability;
import io.muster.protocol.client.ErrorCode;
import io.muster.protocol.client.Membership;
import io.muster.protocol.client.Memberships;
import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.MusterException;
import io.muster.protocol.client.MusterUnreachableException;
import io.muster.protocol.client.RefusedRecord;
import io.muster.protocol.client.RuleCountInfo;
import io.muster.protocol.client.SegmentInfo;
import io.muster.protocol.client.SegmentList;
import io.muster.protocol.client.WorkspaceClient;
import io.muster.protocol.client.WorkspaceInfo;
import io.muster.server.wire.backend.BackendException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RequestsTest {
    private WireFixture wire;
    private MusterClient client;
    private WorkspaceClient shop;

    @BeforeEach
    void start() {
        wire = new WireFixture();
        client = wire.connect();
        shop = client.workspace("shop");
    }

    @AfterEach
    void stop() {
        client.close();
        wire.close();
    }

    @Test
    void shouldTellItsVersionWhenGreeted() {
        assertEquals("test", client.serverVersion());
        assertTrue(client.isOpen());
    }

    @Test
    void shouldListWorkspaces() {
        assertEquals(List.of(new WorkspaceInfo(1, "shop", "Europe/Skopje", "EUR", 1_000)), client.workspaces());
    }

    @Test
    void shouldNameTheWorkspacesThereAreWhenOneIsUnknown() {
        MusterException failure = assertThrows(MusterException.class, () -> client.workspace("shopp"));
        assertEquals(ErrorCode.UNKNOWN_WORKSPACE, failure.code());
        assertTrue(failure.getMessage().contains("'shopp', expected one of shop"), failure.getMessage());
    }

    @Test
    void shouldCreateAndDeleteWorkspace() {
        WorkspaceInfo created = client.createWorkspace("new", "Europe/London", null);
        assertEquals(new WorkspaceInfo(2, "new", "Europe/London", "", 0), created);
        assertEquals(2, client.workspaces().size());
        client.deleteWorkspace(2);
        assertEquals(1, client.workspaces().size());
        assertFails(ErrorCode.UNKNOWN_WORKSPACE, () -> client.deleteWorkspace(2));
    }

    @Test
    void shouldRefuseWorkspaceOfImpossibleZoneOrCurrency() {
        assertFails(ErrorCode.BAD_REQUEST, () -> client.createWorkspace("new", "Europe/Nowhere", null));
        assertFails(ErrorCode.BAD_REQUEST, () -> client.createWorkspace("new", "UTC", "euro"));
        assertFails(ErrorCode.BAD_REQUEST, () -> client.createWorkspace(" ", "UTC", null));
    }

    @Test
    void shouldListSegments() {
        SegmentList list = shop.segments();
        assertEquals(3, list.catalogVersion());
        assertEquals(100, list.sequence());
        assertEquals(1_700_000_000_000L, list.nowMillis());
        assertEquals(
                List.of(
                        new SegmentInfo(1, 0, 1, 500, SegmentInfo.NEVER, 5, "odd", "ordinal is odd"),
                        new SegmentInfo(2, 70, 4, 334, 1_700_000_000_002L, 6, "third", "ordinal divides by 3")),
                list.segments());
    }

    @Test
    void shouldListSegmentsInPagesWhenTheirRulesAreLong() {
        SegmentEntry[] entries = IntStream.rangeClosed(1, 40)
                .mapToObj(i -> new SegmentEntry(i * 2, "s" + i, "x".repeat(100_000) + i, 1, i, 0))
                .toArray(SegmentEntry[]::new);
        wire.shop.catalog(9, entries);
        List<SegmentInfo> segments = shop.segments().segments();
        assertEquals(40, segments.size());
        for (int i = 0; i < 40; i++) {
            assertEquals(entries[i].id(), segments.get(i).id());
            assertEquals(entries[i].rule(), segments.get(i).rule());
        }
    }

    @Test
    void shouldNameTheSegmentsThereAreWhenOneIsUnknown() {
        MusterException failure = assertThrows(MusterException.class, () -> shop.segment("od"));
        assertEquals(ErrorCode.UNKNOWN_SEGMENT, failure.code());
        assertTrue(failure.getMessage().contains("odd, third"), failure.getMessage());
    }

    @Test
    void shouldCreateUpdateAndDeleteSegment() {
        SegmentInfo created = shop.createSegment("vip", "tags CONTAINS 'č'");
        assertEquals(3, created.id());
        assertEquals("tags CONTAINS 'č'", created.rule());
        SegmentInfo renamed = shop.updateSegment(3, "very important", null);
        assertEquals("very important", renamed.name());
        assertEquals("tags CONTAINS 'č'", renamed.rule());
        SegmentInfo changed = shop.updateSegment(3, null, "b = 2");
        assertEquals("very important", changed.name());
        assertEquals("b = 2", changed.rule());
        assertEquals(3, changed.version());
        shop.deleteSegment(3);
        assertEquals(2, shop.segments().segments().size());
    }

    @Test
    void shouldTellWhereARuleIsWrong() {
        MusterException failure = assertThrows(MusterException.class, () -> shop.createSegment("vip", "?"));
        assertEquals(ErrorCode.BAD_RULE, failure.code());
        assertEquals(3, failure.line());
        assertEquals(5, failure.column());
        assertEquals("line 3, column 5: found '?', expected a condition", failure.getMessage());
        assertFails(ErrorCode.BAD_RULE, () -> shop.count("?"));
        assertFails(ErrorCode.BAD_RULE, () -> shop.updateSegment(1, null, "?"));
    }

    @Test
    void shouldRefuseTakenNameAndUnknownSegment() {
        assertFails(ErrorCode.NAME_TAKEN, () -> shop.createSegment("odd", "a = 1"));
        assertFails(ErrorCode.UNKNOWN_SEGMENT, () -> shop.updateSegment(77, "x", null));
        assertFails(ErrorCode.UNKNOWN_SEGMENT, () -> shop.deleteSegment(77));
        assertFails(ErrorCode.UNKNOWN_SEGMENT, () -> shop.isMember(77, "c-1"));
        assertFails(ErrorCode.UNKNOWN_SEGMENT, () -> shop.areMembers(77, List.of("c-1")));
        assertFails(ErrorCode.UNKNOWN_SEGMENT, () -> shop.cardinality(77));
    }

    @Test
    void shouldAnswerMembership() {
        assertEquals(Membership.MEMBER, shop.isMember(1, "c-17"));
        assertEquals(Membership.NOT_MEMBER, shop.isMember(1, "c-18"));
        assertEquals(Membership.MEMBER, shop.isMember(2, "c-18"));
        assertEquals(Membership.UNKNOWN_CUSTOMER, shop.isMember(1, "c-1000"));
        assertEquals(Membership.UNKNOWN_CUSTOMER, shop.isMember(1, ""));
        assertEquals(Membership.MEMBER, shop.isMemberAsync(1, "c-17").join());
    }

    @Test
    void shouldReadTheBitAgainWhenTheCatalogueChangesBetween() {
        AtomicBoolean once = new AtomicBoolean();
        wire.shop.onBitRead(() -> {
            if (once.compareAndSet(false, true)) {
                // Segment 1 moves to the slot of 'third' while its bit is being read.
                wire.shop.catalog(4, new SegmentEntry(1, "odd", "ordinal is odd", 2, 70, 5));
            }
        });
        assertEquals(Membership.NOT_MEMBER, shop.isMember(1, "c-17"));
    }

    @Test
    void shouldAnswerForManyCustomers() {
        List<String> customers = new ArrayList<>();
        boolean[] expected = new boolean[20_003];
        for (int i = 0; i < expected.length; i++) {
            int ordinal = i * 7 % 1_500;
            customers.add("c-" + ordinal);
            expected[i] = ordinal < 1_000 && ordinal % 2 == 1;
        }
        assertArrayEquals(expected, shop.areMembers(1, customers));
        assertArrayEquals(new boolean[0], shop.areMembers(1, List.of()));
    }

    @Test
    void shouldTellAllSegmentsOfACustomer() {
        Memberships both = shop.memberships("c-9");
        assertEquals(List.of("odd", "third"), both.segments());
        assertEquals(9, both.ordinal());
        assertEquals(3, both.catalogVersion());
        assertEquals(100, both.sequence());
        assertEquals(List.of("third"), shop.memberships("c-6").segments());
        Memberships unknown = shop.memberships("nobody");
        assertFalse(unknown.known());
        assertEquals(List.of(), unknown.segments());
    }

    @Test
    void shouldNameSegmentsAnewWhenTheyChanged() {
        assertEquals(List.of("odd"), shop.memberships("c-1").segments());
        wire.shop.catalog(4, new SegmentEntry(1, "uneven", "ordinal is odd", 2, 0, 7));
        assertEquals(List.of("uneven"), shop.memberships("c-1").segments());
    }

    @Test
    void shouldTellSegmentsOfManyCustomers() {
        List<String> customers =
                IntStream.range(0, 10_000).mapToObj(i -> "c-" + i % 1_100).toList();
        List<Memberships> memberships = shop.memberships(customers);
        assertEquals(10_000, memberships.size());
        for (int i = 0; i < 10_000; i++) {
            int ordinal = i % 1_100;
            Memberships each = memberships.get(i);
            assertEquals(customers.get(i), each.customer());
            assertEquals(ordinal < 1_000 ? ordinal : -1, each.ordinal());
            assertEquals(ordinal < 1_000 && ordinal % 2 == 1, each.segments().contains("odd"));
        }
    }

    @Test
    void shouldResolveIds() {
        assertArrayEquals(new int[] {5, -1, 0}, shop.ordinals(List.of("c-5", "x", "c-0")));
    }

    @Test
    void shouldTellCardinality() {
        assertEquals(500, shop.cardinality(1));
        assertEquals(334, shop.cardinality(2));
    }

    @Test
    void shouldCountARule() {
        RuleCountInfo count = shop.count("a = 1 AND b = 'ž'");
        assertEquals(17, count.count());
        assertEquals(100, count.sequence());
        assertEquals(
                List.of(new RuleCountInfo.Condition("a = 1", 20), new RuleCountInfo.Condition("b = 'ž'", 30)),
                count.conditions());
        assertEquals(List.of(), count.sample());
    }

    @Test
    void shouldTellACustomerAsJson() {
        assertEquals(
                "{\"id\":\"c-7\",\"ordinal\":7,\"fields\":{\"email\":\"ana@example.com\",\"amount_spent\":129.90,"
                        + "\"accepts_marketing\":true,\"registered_at\":\"2026-01-05T10:00:00Z\","
                        + "\"tags\":[\"vip\",\"\\\"quoted\\\"\"]},\"custom\":{\"shoe_size\":38},"
                        + "\"segments\":[\"big\",\"odd\"]}",
                shop.customerJson("c-7"));
        assertFails(ErrorCode.UNKNOWN_CUSTOMER, () -> shop.customerJson("nobody"));
    }

    @Test
    void shouldAppendRecordsAndTellTheRefusedOnes() {
        byte[] lines = "..good\nbad one\ngood\n..".getBytes(StandardCharsets.UTF_8);
        AppendResult result = shop.append(lines, 2, lines.length - 4, Durability.INTERVAL);
        assertEquals(
                new AppendResult(103, 2, 1, List.of(new RefusedRecord(1, 4, "items[2].price", "found 'bad one'"))),
                result);
        assertEquals(List.of("INTERVAL good\nbad one\ngood\n"), wire.backend.appended);
    }

    @Test
    void shouldCapTheRefusalsItTells() {
        byte[] lines = "bad\n".repeat(5_000).getBytes(StandardCharsets.UTF_8);
        AppendResult result = shop.append(lines, 0, lines.length, Durability.DISK);
        assertEquals(5_000, result.refused());
        assertEquals(1_000, result.refusals().size());
    }

    @Test
    void shouldTakeABatchAsLargeAsAFrameAndRefuseALargerOne() {
        byte[] large = new byte[16 * 1024 * 1024 - 100];
        assertEquals(1, shop.append(large, 0, large.length, Durability.MEMORY).accepted());
        byte[] larger = new byte[16 * 1024 * 1024];
        assertFails(ErrorCode.FRAME_TOO_LONG, () -> shop.append(larger, 0, larger.length, Durability.MEMORY));
        assertTrue(client.isOpen());
    }

    @Test
    void shouldReadAndMoveTheClock() {
        assertEquals(new ClockInfo(1_700_000_000_000L, true, 100), client.clock());
        assertEquals(new ClockInfo(1_700_000_001_000L, true, 101), client.advanceClock(1_000));
        assertEquals(new ClockInfo(1_700_000_009_000L, true, 102), client.setClock(1_700_000_009_000L));
        assertFails(ErrorCode.BAD_REQUEST, () -> client.setClock(5));
        assertFails(ErrorCode.BAD_REQUEST, () -> client.advanceClock(-1));
        assertFails(ErrorCode.BAD_REQUEST, () -> client.advanceClock(Long.MAX_VALUE));
        wire.backend.manual = false;
        assertFalse(client.clock().manual());
        assertFails(ErrorCode.CLOCK_NOT_MANUAL, () -> client.advanceClock(1));
    }

    @Test
    void shouldTellItsStatus() {
        String json = client.statusJson();
        assertTrue(json.contains("\"sequence\":100,\"now\":\"2023-11-14T22:13:20Z\",\"clock\":\"manual\""), json);
        assertTrue(
                json.contains("{\"id\":1,\"name\":\"shop\",\"time_zone\":\"Europe/Skopje\",\"currency\":\"EUR\","
                        + "\"customers\":10,\"events\":20,\"segments\":3,\"criteria\":4}"),
                json);
    }

    @Test
    void shouldAnswerBusyWithAdviceWhenAQueueIsFull() {
        wire.backend.queuesFull = true;
        byte[] line = {'a'};
        assertFails(ErrorCode.BUSY, () -> shop.append(line, 0, 1, Durability.DISK));
        assertFails(ErrorCode.BUSY, () -> shop.count("a = 1"));
        MusterException failure = assertThrows(MusterException.class, () -> shop.createSegment("x", "a = 1"));
        assertEquals(ErrorCode.BUSY, failure.code());
        assertTrue(failure.retryAfterMs() > 0);
        assertEquals(Membership.MEMBER, shop.isMember(1, "c-17"));
    }

    @Test
    void shouldSayWhyNothingIsWrittenAnyMore() {
        wire.backend.failure = new BackendException(BackendException.Kind.READ_ONLY, "journal: disk full");
        byte[] line = {'a'};
        MusterException failure = assertThrows(MusterException.class, () -> shop.append(line, 0, 1, Durability.DISK));
        assertEquals(ErrorCode.READ_ONLY, failure.code());
        assertEquals("journal: disk full", failure.getMessage());
        assertFails(ErrorCode.READ_ONLY, () -> shop.deleteSegment(1));
    }

    @Test
    void shouldRefuseWorkspaceThatWasDeleted() {
        wire.backend.workspaces.clear();
        byte[] line = {'a'};
        assertFails(ErrorCode.UNKNOWN_WORKSPACE, () -> shop.isMember(1, "c-1"));
        assertFails(ErrorCode.UNKNOWN_WORKSPACE, () -> shop.segments());
        assertFails(ErrorCode.UNKNOWN_WORKSPACE, () -> shop.append(line, 0, 1, Durability.DISK));
        assertFails(ErrorCode.UNKNOWN_WORKSPACE, () -> shop.count("a = 1"));
        assertFails(ErrorCode.UNKNOWN_WORKSPACE, () -> shop.customerJson("c-1"));
    }

    @Test
    void shouldAnswerALookupOnlyWhenItsSequenceIsReached() {
        try (WireFixture patient = WireFixture.waitingLong();
                MusterClient waiting = patient.connect()) {
            WorkspaceClient waitingShop = waiting.workspace("shop");
            var answer = waitingShop.atLeast(101).isMemberAsync(1, "c-17");
            assertEquals(Membership.MEMBER, waitingShop.isMember(1, "c-17"));
            assertFalse(answer.isDone());
            patient.backend.sequence.set(101);
            assertEquals(Membership.MEMBER, answer.join());
        }
    }

    @Test
    void shouldAnswerBusyWhenASequenceIsNotReachedInTime() {
        assertFails(ErrorCode.BUSY, () -> shop.atLeast(101).memberships("c-1"));
        assertFails(ErrorCode.BUSY, () -> shop.atLeast(101).cardinality(1));
    }

    @Test
    void shouldBeUnreachableWhereNobodyListens() throws IOException {
        try (Socket holdsThePort = new Socket()) {
            holdsThePort.bind(new InetSocketAddress("127.0.0.1", 0));
            int port = holdsThePort.getLocalPort();
            MusterUnreachableException failure = assertThrows(
                    MusterUnreachableException.class, () -> MusterClient.connect(ClientOptions.of("127.0.0.1", port)));
            assertTrue(failure.getMessage().startsWith("127.0.0.1:" + port), failure.getMessage());
        }
    }

    @Test
    void shouldSayWhichAddressIsTaken() {
        WireOptions taken = new WireOptions("127.0.0.1", wire.server.port(), 1);
        var failure = assertThrows(java.io.UncheckedIOException.class, () -> new WireServer(taken, wire.backend));
        assertTrue(failure.getMessage().contains("127.0.0.1:" + wire.server.port()), failure.getMessage());
    }

    private static void assertFails(ErrorCode code, org.junit.jupiter.api.function.Executable request) {
        MusterException failure = assertThrows(MusterException.class, request);
        assertEquals(code, failure.code(), failure.getMessage());
    }
}
