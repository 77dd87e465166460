package io.muster.server.wire;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.codec.ErrorReplyDecoder;
import io.muster.protocol.codec.ErrorType;
import io.muster.server.security.Doorkeeper;
import io.muster.server.security.Grants;
import io.muster.server.security.Role;
import io.muster.server.security.SchemaRequests;
import io.muster.server.security.SchemaRequests.SchemaRequest;
import io.muster.server.security.Token;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Promise 11: every request × every role × every workspace. What each request is for is said here a second time. */
@Timeout(60)
class Promise11RolesTest {
    private static final int SHOP = 1;
    private static final int OTHER = 2;
    private static final int UNKNOWN = 99;
    private static final int BLOCK_BYTES = 64;
    private static final int REST_BYTES = 64;

    /** Which role a request needs; login: none; server: admin of all. */
    private static final Map<String, String> NEEDS = needs();

    private static Doorkeeper doorkeeper;
    private static WireFixture wire;
    private static Map<String, Grants> holders;
    private static Map<String, String> secrets;

    @BeforeAll
    static void start() {
        doorkeeper = Doorkeeper.withoutTokens();
        wire = new WireFixture(new Doors(doorkeeper, null));
        wire.backend.with(new FakeWorkspace(OTHER, "other", 3, 1));
        holders = new HashMap<>();
        holders.put("admin-all", Grants.ALL);
        holders.put("read-all", new Grants(Map.of("*", Set.of(Role.READ))));
        holders.put("ingest-all", new Grants(Map.of("*", Set.of(Role.INGEST))));
        holders.put("read-shop", new Grants(Map.of("shop", Set.of(Role.READ))));
        holders.put("ingest-shop", new Grants(Map.of("shop", Set.of(Role.INGEST))));
        holders.put("admin-shop", new Grants(Map.of("shop", Set.of(Role.ADMIN))));
        holders.put("both-shop", new Grants(Map.of("shop", EnumSet.of(Role.READ, Role.INGEST))));
        holders.put("admin-other", new Grants(Map.of("other", Set.of(Role.ADMIN))));
        holders.put("read-all-admin-shop", new Grants(Map.of("*", Set.of(Role.READ), "shop", Set.of(Role.ADMIN))));
        secrets = new HashMap<>();
        secrets.put("admin-all", secret("admin-all"));
        holders.keySet().forEach(name -> secrets.computeIfAbsent(name, Promise11RolesTest::secret));
    }

    @AfterAll
    static void stop() throws IOException {
        wire.close();
        doorkeeper.close();
    }

    static List<SchemaRequest> requests() {
        return SchemaRequests.all().stream()
                .filter(each -> !each.name().equals("Hello"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("requests")
    void shouldAnswerWhoHoldsTheRoleAndNobodyElse(SchemaRequest request) throws IOException {
        String need = NEEDS.get(request.name());
        assertNotNull(need, request + ": expected a line in this test's table");
        for (String holder : holders.keySet()) {
            try (RawClient client = wire.raw().greet(secrets.get(holder))) {
                for (int workspace : new int[] {SHOP, OTHER, UNKNOWN}) {
                    String expected = expected(holders.get(holder), need, workspace);
                    String found = ask(client, request, request.ofWorkspace() ? workspace : 0);
                    if (expected != null) {
                        assertEquals(expected, found, holder + " asks " + request + " of " + workspace);
                    }
                }
            }
        }
    }

    @Test
    void shouldLetAdministratorsOfTheServerMoveTheClockAndEverybodyReadIt() throws IOException {
        SchemaRequest clock = requests().stream()
                .filter(each -> each.name().equals("Clock"))
                .findFirst()
                .orElseThrow();
        for (String holder : holders.keySet()) {
            try (RawClient client = wire.raw().greet(secrets.get(holder))) {
                for (int operation = 0; operation <= 3; operation++) {
                    boolean may = operation == 0 || holder.equals("admin-all");
                    assertEquals(may ? "answered" : "FORBIDDEN", ask(client, clock, operation), holder + operation);
                }
            }
        }
    }

    @Test
    void shouldListTheWorkspacesThatOneSees() {
        assertEquals(List.of("shop", "other"), workspaces("admin-all"));
        assertEquals(List.of("shop", "other"), workspaces("ingest-all"));
        assertEquals(List.of("shop"), workspaces("ingest-shop"));
        assertEquals(List.of("other"), workspaces("admin-other"));
    }

    @Test
    void shouldHaveALineForEveryRequestAndNoMore() {
        List<String> names =
                new ArrayList<>(requests().stream().map(SchemaRequest::name).toList());
        List<String> lines = new ArrayList<>(NEEDS.keySet());
        names.sort(null);
        lines.sort(null);
        assertEquals(names, lines);
    }

    private static String secret(String name) {
        return doorkeeper.create(name, holders.get(name), Token.NEVER).join().secret();
    }

    private static Map<String, String> needs() {
        Map<String, String> needs = new HashMap<>();
        put(needs, "login", "Ping", "ListWorkspaces", "GetStatus", "Clock");
        put(needs, "ingest", "AppendRecords");
        put(
                needs,
                "server",
                "CreateWorkspace",
                "DeleteWorkspace",
                "CreateToken",
                "ListTokens",
                "RevokeToken",
                "TakeSnapshot");
        put(needs, "admin", "CreateSegment", "UpdateSegment", "DeleteSegment", "RollbackSegment", "DeclareField");
        put(needs, "admin", "MakeLink", "ListLinks", "RevokeLink");
        put(needs, "read", "ListSegments", "ListVersions", "TryEdit", "GetOverlap", "IsMember", "AreMembers");
        put(needs, "read", "AreOrdinalsMembers");
        put(needs, "read", "GetMemberships", "ResolveIds", "GetCardinality", "CountRule", "GetCustomer");
        put(
                needs,
                "read",
                "MembershipUntil",
                "ExplainMember",
                "SuggestValues",
                "TryRecord",
                "Export",
                "ListFields",
                "FollowChanges");
        return needs;
    }

    private static void put(Map<String, String> needs, String need, String... requests) {
        for (String request : requests) {
            needs.put(request, need);
        }
    }

    private static List<String> workspaces(String holder) {
        try (var client =
                io.muster.protocol.client.MusterClient.connect(wire.options().withToken(secrets.get(holder)))) {
            return client.workspaces().stream().map(each -> each.name()).toList();
        }
    }

    /** Null where what is answered is not this test's business. */
    private static String expected(Grants grants, String need, int workspace) {
        if (need.equals("login")) {
            return "answered";
        }
        Set<Role> everywhere = grants.byWorkspace().getOrDefault("*", Set.of());
        if (need.equals("server")) {
            String answered = workspace == UNKNOWN ? null : "answered";
            return everywhere.contains(Role.ADMIN) ? answered : "FORBIDDEN";
        }
        Role role = Role.ofText(need);
        if (everywhere.contains(role) || everywhere.contains(Role.ADMIN)) {
            return workspace == UNKNOWN ? null : "answered";
        }
        String name = Map.of(SHOP, "shop", OTHER, "other", UNKNOWN, "").get(workspace);
        Set<Role> here = grants.byWorkspace().getOrDefault(name, Set.of());
        if (workspace == UNKNOWN || here.isEmpty() && everywhere.isEmpty()) {
            return "workspace: found no id " + workspace;
        }
        return here.contains(role) || here.contains(Role.ADMIN) ? "answered" : "FORBIDDEN";
    }

    /** The answer in a word. A request is of zeros, but for what its block begins with. */
    private String ask(RawClient client, SchemaRequest request, int first) throws IOException {
        byte[] frame = RawClient.frame(request.templateId(), BLOCK_BYTES, 7, (buffer, offset) -> {
            buffer.setMemory(offset, BLOCK_BYTES + REST_BYTES, (byte) 0);
            buffer.putInt(offset, first, LITTLE_ENDIAN);
            return offset + BLOCK_BYTES + REST_BYTES;
        });
        client.send(frame);
        UnsafeBuffer reply = client.receive();
        wire.backend.with(wire.shop).with(new FakeWorkspace(OTHER, "other", 3, 1));
        assertEquals(7, FrameDescriptor.correlationId(reply, 0));
        if (FrameDescriptor.templateId(reply, 0) != ErrorReplyDecoder.TEMPLATE_ID) {
            return "answered";
        }
        ErrorReplyDecoder error = RawClient.error(reply);
        assertNotEquals(ErrorType.UNAUTHENTICATED, error.code());
        if (error.code() == ErrorType.UNKNOWN_WORKSPACE) {
            return error.message();
        }
        return error.code() == ErrorType.FORBIDDEN ? "FORBIDDEN" : "answered";
    }
}
