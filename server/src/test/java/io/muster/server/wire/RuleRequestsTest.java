package io.muster.server.wire;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.record.CommandKind;
import io.muster.index.record.Tag;
import io.muster.protocol.client.Durability;
import io.muster.protocol.client.ErrorCode;
import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.MusterException;
import io.muster.protocol.client.RecordOrigin;
import io.muster.protocol.client.RuleCountInfo;
import io.muster.protocol.client.WorkspaceClient;
import io.muster.protocol.client.answer.EditEffect;
import io.muster.protocol.client.answer.FieldInfo;
import io.muster.protocol.client.answer.MembershipUntil;
import io.muster.protocol.client.answer.Overlap;
import io.muster.protocol.client.answer.RecordEffect;
import io.muster.protocol.client.answer.SegmentVersion;
import io.muster.protocol.client.answer.Suggestion;
import io.muster.server.Aside;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class RuleRequestsTest {
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
    void shouldTellUntilWhenAMembershipHolds() {
        assertEquals(new MembershipUntil(true, true, FakeAnswers.UNTIL_MILLIS, 100), shop.memberUntil(1, "c-1"));
        assertEquals(new MembershipUntil(true, false, MembershipUntil.NEVER, 100), shop.memberUntil(1, "c-2"));
        assertEquals(new MembershipUntil(false, false, MembershipUntil.NEVER, 100), shop.memberUntil(1, "nobody"));
        assertFails(ErrorCode.UNKNOWN_SEGMENT, () -> shop.memberUntil(9, "c-1"));
    }

    @Test
    void shouldTellUntilWhenOnlyWhenItsSequenceIsReached() {
        try (WireFixture patient = WireFixture.waitingLong();
                MusterClient waiting = patient.connect()) {
            WorkspaceClient waitingShop = waiting.workspace("shop");
            CompletableFuture<MembershipUntil> answer =
                    Aside.supply(() -> waitingShop.atLeast(101).memberUntil(1, "c-1"));
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> patient.server.load().requests().usedBytes() > 0);
            waitingShop.memberUntil(1, "c-1");
            assertFalse(answer.isDone());
            patient.backend.sequence.set(101);
            assertEquals(101, answer.join().sequence());
        }
    }

    @Test
    void shouldCountEveryPartOfARule() {
        RuleCountInfo count = shop.count("a = 1 AND b = 'ž'", 1);
        assertEquals(
                List.of(
                        new RuleCountInfo.Part(
                                RuleCountInfo.Kind.AND, RuleCountInfo.NO_PARENT, "a = 1 AND b = 'ž'", 1, 1, 17),
                        new RuleCountInfo.Part(RuleCountInfo.Kind.CONDITION, 0, "a = 1", 1, 1, 20),
                        new RuleCountInfo.Part(RuleCountInfo.Kind.CONDITION, 0, "b = 'ž'", 1, 11, 30)),
                count.parts());
        assertEquals(List.of("c-1"), count.sample());
        assertEquals(List.of("c-1", "c-2"), shop.count("a = 1", 9).sample());
        assertEquals(List.of(), shop.count("a = 1", -3).sample());
    }

    @Test
    void shouldListVersionsAndGoBackToOne() {
        List<SegmentVersion> versions = shop.versions(2);
        assertEquals(4, versions.size());
        assertEquals(new SegmentVersion(1, "č".repeat(10) + "1", 1_000, 0), versions.getFirst());
        assertEquals(new SegmentVersion(4, "č".repeat(10) + "4", 4_000, 2), versions.getLast());
        assertEquals("rule of 3", shop.rollbackSegment(2, 3).rule());
        assertFails(ErrorCode.UNKNOWN_SEGMENT, () -> shop.rollbackSegment(9, 1));
        assertFails(ErrorCode.UNKNOWN_SEGMENT, () -> shop.versions(9));
    }

    @Test
    void shouldListVersionsInPagesWhenTheirRulesAreLong() {
        wire.backend.versionRuleCharacters = 700_000;
        List<SegmentVersion> versions = shop.versions(2);
        assertEquals(
                List.of(1, 2, 3, 4),
                versions.stream().map(SegmentVersion::version).toList());
        assertEquals(700_001, versions.getLast().rule().length());
    }

    @Test
    void shouldTellWhatAnEditWouldDo() {
        assertEquals(
                new EditEffect(5, 6, 3, 2, 3, List.of("c-1", "č-2"), List.of(), List.of("c-3"), 100),
                shop.tryUpdate(1, "a = 1"));
        MusterException failure = assertThrows(MusterException.class, () -> shop.tryUpdate(1, "?"));
        assertEquals(ErrorCode.BAD_RULE, failure.code());
        assertEquals(3, failure.line());
    }

    @Test
    void shouldExplainAMembershipAsJson() {
        String json = shop.explainJson(2, "c-1");
        assertTrue(
                json.startsWith(
                        "{\"segment\":\"third\",\"version\":4,\"rule\":\"a > 'ž' OR b = 1\",\"customer\":\"c-1\","
                            + "\"member\":true,\"until\":\"2027-01-15T08:00:00.123Z\",\"only_because_missing\":false,"
                            + "\"whole\":{\"kind\":\"or\","),
                json);
        assertTrue(
                json.contains("\"value\":\"2\",\"note\":null,\"event_count\":1,\"events\":[{\"name\":\"order\","
                        + "\"id\":\"o-1\",\"time\":\"1970-01-01T00:00:00Z\",\"detail\":\"amount 129.90\"}],"
                        + "\"terms\":[]}"),
                json);
        assertTrue(json.contains("\"holds\":false,\"until\":null,\"value\":null,\"note\":\"no b\""), json);
        assertTrue(
                json.endsWith("\"smallest_change\":{\"possible\":true,\"proven\":false,"
                        + "\"steps\":[{\"subject\":\"a\",\"from\":\"2\",\"to\":\"at most 'ž'\"}]}}"),
                json);
        assertFails(ErrorCode.UNKNOWN_CUSTOMER, () -> shop.explainJson(2, "nobody"));
    }

    @Test
    void shouldTellWhatARecordWouldDo() {
        assertEquals(
                new RecordEffect(
                        List.of(
                                new RecordEffect.CustomerEffect("c-1", List.of("odd", "žuti"), List.of()),
                                new RecordEffect.CustomerEffect("other", List.of(), List.of("third"))),
                        100),
                shop.tryRecord("{\"type\":\"customer\",\"id\":\"c-1\"}"));
        assertEquals(100, wire.backend.sequence.get(), "something was written");
    }

    @Test
    void shouldSayWhereARecordThatIsTriedIsWrong() {
        MusterException wrong = assertThrows(
                MusterException.class, () -> shop.tryRecord("{\"type\":\"customer\",\"id\":\"c-1\",\"shoe\":1}"));
        assertEquals(ErrorCode.BAD_REQUEST, wrong.code());
        assertEquals(1, wrong.line());
        assertEquals(31, wrong.column());
        assertTrue(wrong.getMessage().startsWith("shoe: "), wrong.getMessage());
        MusterException late =
                assertThrows(MusterException.class, () -> shop.tryRecord("{\"type\":\"customer\",\"id\":\"late\"}"));
        assertEquals("time: found later than now, expected earlier", late.getMessage());
    }

    @Test
    void shouldSuggestValues() {
        assertEquals(
                List.of(new Suggestion("vč", 7), new Suggestion("customer_tags", 1)),
                shop.suggest("customer_tags", "v", 7));
        assertFails(ErrorCode.BAD_REQUEST, () -> shop.suggest("customer_tags", "", 0));
        assertFails(ErrorCode.BAD_RULE, () -> shop.suggest("?", "", 1));
    }

    @Test
    void shouldTellHowSegmentsOverlap() {
        Overlap overlap = shop.overlap(List.of(2, 1));
        assertEquals(WireFixture.CUSTOMERS, overlap.customers());
        assertEquals(3, overlap.intersections().size());
        Overlap.Intersection both = overlap.intersections().stream()
                .filter(each -> each.segmentIds().size() == 2)
                .findAny()
                .orElseThrow();
        assertEquals(List.of(2, 1), both.segmentIds());
        assertEquals(167, both.size());
        assertEquals(167, both.onlyThese());
        assertEquals(167.0 / (500 + 334 - 167), both.jaccard(), 1e-9);
        assertEquals(167.0 / (500 * 334 / 1_000.0), both.lift(), 1e-9);
        Overlap.Intersection odd = overlap.intersections().stream()
                .filter(each -> each.segmentIds().equals(List.of(1)))
                .findAny()
                .orElseThrow();
        assertEquals(500, odd.size());
        assertEquals(333, odd.onlyThese());
    }

    @Test
    void shouldRefuseAnOverlapOfNoneTheSameOrTooMany() {
        assertFails(ErrorCode.LIMIT, () -> shop.overlap(List.of()));
        assertFails(ErrorCode.BAD_REQUEST, () -> shop.overlap(List.of(1, 1)));
        assertFails(ErrorCode.UNKNOWN_SEGMENT, () -> shop.overlap(List.of(1, 9)));
        assertFails(ErrorCode.LIMIT, () -> shop.overlap(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9)));
    }

    @Test
    void shouldListAndDeclareFields() {
        assertEquals(
                List.of(
                        new FieldInfo("number_of_orders", FieldInfo.Type.NUMBER, FieldInfo.Origin.BUILT_IN),
                        new FieldInfo("field.shoe_size", FieldInfo.Type.LIST, FieldInfo.Origin.DECLARED),
                        new FieldInfo("field.plan", FieldInfo.Type.TEXT, FieldInfo.Origin.FIRST_SEEN)),
                shop.fields());
        for (FieldInfo.Type type : FieldInfo.Type.values()) {
            shop.declareField("a.b", type);
        }
        assertEquals(
                List.of("number", "text", "boolean", "date", "list").stream()
                        .map(type -> CommandKind.DECLARE_FIELD + " {" + Tag.NAME + "=a.b, " + Tag.FIELD_TYPE + "="
                                + type + "} {}")
                        .toList(),
                wire.backend.commands);
    }

    @Test
    void shouldCreateAWorkspaceWithItsOwnDelay() {
        client.createWorkspace("slow", "UTC", null, 7_200_000);
        assertTrue(wire.backend.commands.getLast().endsWith("{" + Tag.ABANDONED_AFTER + "=7200000}"));
        assertFails(ErrorCode.BAD_REQUEST, () -> client.createWorkspace("never", "UTC", null, -1));
    }

    @Test
    void shouldSayThatRecordsAreHistory() {
        byte[] line = {'a'};
        shop.append(line, 0, 1, Durability.DISK, RecordOrigin.IMPORT);
        shop.append(line, 0, 1, Durability.DISK);
        assertEquals(List.of("DISK import a", "DISK a"), wire.backend.appended);
    }

    @Test
    void shouldNameWhatKeepsASegmentFromBeingDeleted() {
        int id = shop.createSegment("base", "in use").id();
        MusterException failure = assertThrows(MusterException.class, () -> shop.deleteSegment(id));
        assertEquals(ErrorCode.IN_USE, failure.code());
        assertEquals("segment: 'third' refers to it", failure.getMessage());
    }

    private static void assertFails(ErrorCode code, Executable request) {
        MusterException failure = assertThrows(MusterException.class, request);
        assertEquals(code, failure.code(), failure.getMessage());
    }
}
