package io.muster.tools.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.server.MusterServer;
import io.muster.server.ServerOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What scripts rely on: what each command prints, refuses and ends with. */
@Timeout(60)
class CommandsOverTheWireTest {
    private static final String ANA = """
        {"type":"customer","id":"ana","registered_at":"2026-05-20T10:00:00Z","country":"MK","tags":["vip"]}
        {"type":"order_placed","id":"o-1","customer":"ana","time":"2026-05-02T12:00:00Z","total":"129.90"}
        """;

    @TempDir
    private Path directory;

    private MusterServer server;
    private CommandRuns muster;

    @BeforeEach
    void startServer() throws IOException {
        server = MusterServer.start(ServerOptions.builder()
                .port(0)
                .manualClock(Instant.parse("2026-06-01T00:00:00Z").toEpochMilli())
                .expectedCustomers(1_000)
                .build());
        muster = new CommandRuns(server.port());
        muster.done("workspace", "create", "shop", "--time-zone", "Europe/Skopje", "--currency", "EUR");
    }

    @AfterEach
    void stopServer() throws IOException {
        server.close();
    }

    @Test
    void shouldRefuseOnlyTheBadLinesAndSayWhereTheyAre() throws IOException {
        String badTotal = "{\"type\":\"order_placed\",\"id\":\"o-2\",  \"customer\":\"bo\","
                + "\"time\":\"2026-05-02T00:00:00Z\",\"total\":\"12,5\"}";
        String noObject = "nonsense \u010d";
        String ahead = "{\"type\":\"order_placed\",\"id\":\"o-3\",\"customer\":\"bo\","
                + "\"time\":\"2027-01-01T00:00:00Z\",\"total\":\"5\"}";
        Path file = directory.resolve("records.jsonl");
        Path rejects = directory.resolve("rejects.jsonl");
        String good = "{\"type\":\"customer\",\"id\":\"bo\"}\n";
        Files.writeString(file, ANA + badTotal + "\n" + noObject + "\n" + good + ahead + "\n");

        CommandRuns.Run load = muster.run("load", file.toString(), "--reject", rejects.toString());

        assertEquals(1, load.exitCode());
        assertEquals(badTotal + "\n" + noObject + "\n" + ahead + "\n", Files.readString(rejects));
        List<String> told =
                load.err().lines().filter(line -> line.startsWith(file + ":")).toList();
        assertEquals(3, told.size(), load::err);
        int column = badTotal.indexOf("\"12,5\"") + 1;
        assertTrue(told.get(0).startsWith(file + ":3:" + column + ": total: "), load::err);
        assertTrue(told.get(0).contains("12,5") && told.get(0).contains("expected"), load::err);
        assertTrue(told.get(1).startsWith(file + ":4:1: "), load::err);
        assertTrue(told.get(2).matches(".*:6(:\\d+)?: time: .*"), load::err);
        assertTrue(load.out().contains("3 taken, 3 refused"), load::out);
        assertEquals(0, number("bo", "number_of_orders"));
        assertEquals(1, number("ana", "number_of_orders"));
    }

    @Test
    void shouldTakeWhatWasRefusedOnceItIsMended() throws IOException {
        String bad = "{\"type\":\"customer\",\"id\":\"bo\",\"registered_at\":\"today\"}";
        Path rejects = directory.resolve("rejects.jsonl");
        assertEquals(
                1,
                muster.runWithInput(bad, "load", "-", "--reject", "" + rejects).exitCode());
        Files.writeString(rejects, Files.readString(rejects).replace("today", "2026-05-31T00:00:00Z"));
        muster.done("load", rejects.toString());
        assertEquals("true", first(muster.done("member", "New customers", "bo")));
    }

    @Test
    void shouldEndWithThreeWhereNoServerIs() throws IOException {
        // Bound, so that nobody else takes the port meanwhile, and nobody listens.
        try (Socket silent = new Socket()) {
            silent.bind(new InetSocketAddress("127.0.0.1", 0));
            int port = silent.getLocalPort();
            CommandRuns.Run run = new CommandRuns(port).run("segments");
            assertEquals(3, run.exitCode());
            assertTrue(run.err().contains("127.0.0.1:" + port), run::err);
            assertEquals("", run.out());
        }
    }

    @Test
    void shouldEndWithTwoWhenUsedWrongly() {
        for (String[] words : new String[][] {
            {"segment", "create", "only a name"},
            {"export", "New customers", "--format", "xml"},
            {"load", "-", "--durability", "hope"},
            {"clock", "advance", "later"},
            {"members", "New customers", "ana"}
        }) {
            CommandRuns.Run run = muster.run(words);
            assertEquals(2, run.exitCode(), () -> String.join(" ", words) + "\n" + run.err());
            assertTrue(!run.err().isBlank());
            assertEquals("", run.out());
        }
    }

    @Test
    void shouldPointAtThePlaceWhereARuleIsWrong() {
        String rule = "number_of_orders > 3\nAND last_oder_date >= now - 30d";
        for (String[] words : new String[][] {{"segment", "create", "wrong", rule}, {"count", rule}}) {
            CommandRuns.Run run = muster.run(words);
            assertEquals(1, run.exitCode());
            assertTrue(run.err().contains("line 2, column 5"), run::err);
            assertTrue(run.err().contains("last_order_date"), run::err);
            assertTrue(run.err().endsWith("\n  AND last_oder_date >= now - 30d\n      ^\n"), run::err);
        }
        assertTrue(muster.run("segment", "show", "wrong").exitCode() == 1);
    }

    @Test
    void shouldCreateUpdateShowAndDeleteASegment() {
        muster.loaded(ANA);
        JsonNode created = muster.done("segment", "create", "spent", "amount_spent >= 129.90", "--json")
                .json();
        assertEquals(1, created.get("size").asInt());
        assertEquals(1, created.get("version").asInt());

        JsonNode updated = muster.done("segment", "update", "spent", "amount_spent > 129.90", "--json")
                .json();
        assertEquals(created.get("id"), updated.get("id"));
        assertEquals(0, updated.get("size").asInt());
        muster.done("segment", "update", "spent", "--name", "spent more");
        JsonNode shown = muster.done("segment", "show", "spent more", "--json").json();
        assertEquals(created.get("id"), shown.get("id"));
        assertEquals("amount_spent > 129.90", shown.get("rule").asText());

        muster.done("segment", "delete", "spent more");
        CommandRuns.Run gone = muster.run("segment", "show", "spent more");
        assertEquals(1, gone.exitCode());
        assertTrue(gone.err().contains("spent more"), gone::err);
        assertTrue(!muster.done("segments").out().contains("spent more"));
    }

    @Test
    void shouldListAndDeleteWorkspaces() {
        muster.done("workspace", "create", "other", "--time-zone", "Europe/London");
        assertEquals(
                List.of("shop", "other"),
                names(muster.done("workspace", "list", "--json").json()));
        CommandRuns.Run unnamed = muster.run("segments");
        assertEquals(2, unnamed.exitCode());
        assertTrue(unnamed.err().contains("shop, other"), unnamed::err);

        muster.done("workspace", "delete", "other", "--yes");
        assertEquals(
                List.of("shop"),
                names(muster.done("workspace", "list", "--json").json()));
        assertEquals(1, muster.run("segments", "--workspace", "other").exitCode());
        assertEquals(1, muster.run("workspace", "delete", "other", "--yes").exitCode());
    }

    @Test
    void shouldSayWhetherACustomerIsAMember() {
        muster.loaded(ANA);
        assertEquals("true", first(muster.done("member", "Recent buyers (30 days)", "ana")));
        assertEquals("false", first(muster.done("member", "Frequent buyers", "ana")));
        CommandRuns.Run unknown = muster.done("member", "Frequent buyers", "nobody");
        assertEquals("false\n", unknown.out());
        assertTrue(unknown.err().contains("nobody"), unknown::err);
        assertEquals(1, muster.run("member", "No such segment", "ana").exitCode());
    }

    @Test
    void shouldShowACustomer() {
        muster.loaded(ANA);
        JsonNode ana = muster.done("customer", "ana", "--json").json();
        assertEquals("ana", ana.get("id").asText());
        assertEquals(1, ana.get("fields").get("number_of_orders").asInt());
        assertEquals(
                "129.9",
                ana.get("fields")
                        .get("amount_spent")
                        .decimalValue()
                        .stripTrailingZeros()
                        .toPlainString());
        List<String> segments = StreamSupport.stream(ana.get("segments").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        assertTrue(segments.containsAll(List.of("New customers", "Recent buyers (30 days)")), segments::toString);
        assertTrue(muster.done("customer", "ana").out().contains("Recent buyers (30 days)"));
        CommandRuns.Run unknown = muster.run("customer", "nobody");
        assertEquals(1, unknown.exitCode());
        assertTrue(unknown.err().contains("nobody"), unknown::err);
    }

    @Test
    void shouldMoveTheClockAndTheMembersWithIt() {
        muster.loaded(ANA);
        String[] member = {"member", "Recent buyers (30 days)", "ana"};
        assertEquals("2026-06-01T00:00:00Z  (manual)\n", muster.done("clock").out());
        assertEquals("true", first(muster.done(member)));
        assertEquals(
                "2026-06-01T00:00:00Z  (manual)\n", muster.done("clock", "now").out());
        assertEquals(
                "2026-06-01T12:00:00Z  (manual)\n",
                muster.done("clock", "advance", "12h").out());
        assertEquals("true", first(muster.done(member)), "at the last millisecond of the window");
        JsonNode set = muster.done("clock", "set", "2026-06-01T14:00:00.001+02:00", "--json")
                .json();
        assertEquals("2026-06-01T12:00:00.001Z", set.get("now").asText());
        assertTrue(set.get("manual").asBoolean());
        assertEquals("false", first(muster.done(member)));
        CommandRuns.Run back = muster.run("clock", "set", "2026-06-01T00:00:00Z");
        assertEquals(1, back.exitCode());
        assertTrue(back.err().contains("the clock does not go back"), back::err);
    }

    @Test
    void shouldTellItsStatus() {
        muster.loaded(ANA);
        JsonNode status = muster.done("status", "--json").json();
        assertEquals("manual", status.get("clock").asText());
        assertEquals("2026-06-01T00:00:00Z", status.get("now").asText());
        assertTrue(status.get("sequence").asLong() >= 3, status::toString);
        JsonNode shop = status.get("workspaces").get(0);
        assertEquals("shop", shop.get("name").asText());
        assertEquals(1, shop.get("customers").asInt());
        assertEquals(11, shop.get("segments").asInt());
    }

    private int number(String customer, String field) {
        return muster.done("customer", customer, "--json")
                .json()
                .get("fields")
                .get(field)
                .intValue();
    }

    /** Whether, without until when. */
    private static String first(CommandRuns.Run member) {
        return member.out().strip().split(" ")[0];
    }

    private static List<String> names(JsonNode all) {
        return StreamSupport.stream(all.spliterator(), false)
                .map(each -> each.get("name").asText())
                .toList();
    }
}
