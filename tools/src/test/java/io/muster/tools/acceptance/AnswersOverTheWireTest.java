package io.muster.tools.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.index.record.CommandKind;
import io.muster.index.record.CommandReader;
import io.muster.index.record.Tag;
import io.muster.server.wire.WireOptions;
import io.muster.server.wire.WireServer;
import io.muster.tools.MusterCommand;
import io.muster.tools.cli.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How answers about rules are asked for and shown; the answers are {@link CannedAnswers}. */
@Timeout(60)
class AnswersOverTheWireTest {
    private AnsweringBackend backend;
    private WireServer server;
    private CommandRuns muster;

    @BeforeEach
    void startServer() {
        backend = new AnsweringBackend();
        server = new WireServer(new WireOptions("127.0.0.1", 0, 1), backend);
        muster = new CommandRuns(server.port());
        muster.done("workspace", "create", "shop", "--time-zone", "Europe/Skopje");
    }

    @AfterEach
    void stopServer() {
        server.close();
        backend.close();
    }

    @Test
    void shouldSayUntilWhenAMembershipHolds() {
        assertEquals(
                "true until 2026-06-21T00:00:00.001+02:00\n",
                muster.done("member", "New customers", "ana").out());
        assertEquals(
                "false until a record changes it\n",
                muster.done("member", "New customers", "bo").out());
        assertEquals(
                "{\"member\":true,\"known\":true,\"until\":\"2026-06-20T22:00:00.001Z\"}\n",
                muster.done("member", "New customers", "ana", "--json").out());
        CommandRuns.Run unknown = muster.done("member", "New customers", "nobody");
        assertEquals("false\n", unknown.out());
        assertTrue(unknown.err().contains("nobody"), unknown::err);
        assertTrue(muster.done("member", "New customers", "bo", "--json")
                .json()
                .get("until")
                .isNull());
    }

    @Test
    void shouldShowEveryBranchOfARuleWithItsSize() {
        assertEquals("""
            customers  for whom this holds
                   17  the rule: all of these
                1,020    a = 1
                   30    any of these
                    4      b = 2
                   29      not this
                    5        c = 3
            """, muster.done("count", "any").out());
        assertTrue(muster.done("count", "any", "--sample", "2").out().endsWith("\nfor example: c-1, c-2\n"));
        JsonNode json = muster.done("count", "any", "--json").json();
        assertEquals(5, json.get("sample").size());
        assertEquals(3, json.get("conditions").size());
        assertEquals("or", json.at("/whole/terms/1/kind").asText());
        assertEquals(5, json.at("/whole/terms/1/terms/1/terms/0/count").asInt());
        assertEquals(2, muster.run("count", "any", "--sample", "-1").exitCode());
    }

    @Test
    void shouldShowWhatAnEditWouldDoAndChangeNothing() {
        CommandRuns.Run run = muster.done("segment", "update", "New customers", "--rule", "a = 1", "--what-if");
        assertEquals("""
            nothing is changed; with this rule the segment would have 1,001 customers instead of 1,000
                   customers  for example
            enter          3  c-1, c-2
            leave          2  c-3
            stay         998
            """, run.out());
        assertEquals(1, backend.commands.size(), "more than the workspace was created");
        JsonNode json = muster.done("segment", "update", "New customers", "a = 1", "--what-if", "--json")
                .json();
        assertEquals(3, json.at("/enter/count").asInt());
        assertEquals("c-2", json.at("/enter/sample/1").asText());
        assertEquals(
                2, muster.run("segment", "update", "New customers", "--what-if").exitCode());
        assertEquals(
                2,
                muster.run("segment", "update", "New customers", "a = 1", "--rule", "b")
                        .exitCode());
    }

    @Test
    void shouldExplainAMembership() {
        assertEquals(
                """
                ana is in New customers until 2026-06-21T00:00:00.001+02:00
                only because a value is missing

                yes  any of these
                     holds so until 2026-06-21T00:00:00.001+02:00
                  no   not this
                    yes  last_engaged_date >= now - 30d
                         value    missing
                         note     false for want of a value
                  yes  orders_placed MATCHES (date >= now - 30d)
                       value    2 orders
                       holds so until 2026-06-21T00:00:00.001+02:00
                       counts   order o-1, 2026-06-01T01:59:59+02:00, amount 129.90
                                and 1 more

                the smallest change that would end it:
                  orders_placed MATCHES (...): 2 -> none
                """,
                muster.done("customer", "ana", "--explain", "New customers").out());
        JsonNode json = muster.done("customer", "ana", "--explain", "New customers", "--json")
                .json();
        assertEquals("2 orders", json.at("/whole/terms/1/value").asText());
        CommandRuns.Run unknown = muster.run("customer", "nobody", "--explain", "New customers");
        assertEquals(1, unknown.exitCode());
        assertTrue(unknown.err().contains("nobody"), unknown::err);
    }

    @Test
    void shouldTellWhatARecordWouldDo() {
        String order = "{\"type\":\"order_placed\",\"id\":\"o-9\",\"time\":\"2026-05-02T12:00:00Z\",\"total\":\"5\"}";
        assertEquals(
                "ana would enter Frequent buyers, Loyal\nana would leave New customers\n",
                muster.done("customer", "ana", "--what-if", order).out());
        assertEquals(
                "bo would enter and leave no segment\n",
                muster.done("customer", "ana", "--what-if", order.replace("\"id\"", "\"customer\":\"bo\",\"id\""))
                        .out());
        assertEquals(
                "{\"customers\":[{\"customer\":\"ana\",\"enter\":[\"Frequent buyers\",\"Loyal\"],"
                        + "\"leave\":[\"New customers\"]}]}\n",
                muster.done("customer", "ana", "--what-if", order, "--json").out());
        assertTrue(backend.appended.isEmpty());
    }

    @Test
    void shouldPointAtThePlaceWhereARecordIsWrong() {
        String wrong = "{\"type\":\"order_placed\",\"id\":\"o-9\",\"time\":\"2026-05-02T12:00:00Z\",\"total\":\"5,0\"}";
        int column = wrong.indexOf("\"5,0\"") + 1;
        CommandRuns.Run run = muster.run("customer", "ana", "--what-if", wrong);
        assertEquals(1, run.exitCode());
        assertTrue(run.err().startsWith("the record would be refused: column " + column + ": total: "), run::err);
        JsonNode json = muster.errorJson("customer", "ana", "--what-if", wrong, "--json");
        assertEquals(column, json.get("column").asInt());
        assertEquals("bad_request", json.get("code").asText());
        CommandRuns.Run unreadable = muster.run("customer", "ana", "--what-if", "{\"type\"");
        assertEquals(1, unreadable.exitCode());
        assertTrue(unreadable.err().contains("column "), unreadable::err);
    }

    @Test
    void shouldTellOfEachRecordOfAFileWhatItWouldDo() {
        String records = """
            {"type":"customer_deleted","id":"ana"}

            {"type":"customer_deleted","id":"bo"}
            {"type":"customer_deleted"}
            """;
        CommandRuns.Run run = muster.runWithInput(records, "what-if", "-");
        assertEquals(1, run.exitCode());
        assertEquals("""
            -:1: ana would enter Frequent buyers, Loyal
            -:1: ana would leave New customers
            -:3: bo would enter and leave no segment
            """, run.out());
        assertTrue(run.err().startsWith("-:4: the record would be refused: "), run::err);
        CommandRuns.Run json = muster.runWithInput(records, "what-if", "-", "--json");
        assertEquals(2, json.out().lines().count());
        assertTrue(json.err().contains("\"line\":4"), json::err);
    }

    @Test
    void shouldListVersionsAndGoBackToOne() {
        String shown = muster.done("segment", "show", "Frequent buyers").out();
        assertTrue(shown.endsWith("""

            version  since                       rule
                  1  2026-06-01 02:00:00 +02:00  number_of_orders > 3
                  2  2026-06-01 02:00:01 +02:00  number_of_orders > 4
                  3  2026-06-01 02:00:02 +02:00  rule of version 1 restored: number_of_orders > 3
            """), shown);
        JsonNode versions = muster.done("segment", "show", "Frequent buyers", "--json")
                .json()
                .get("versions");
        assertEquals(3, versions.size());
        assertTrue(versions.at("/0/restored").isNull());
        assertEquals(1, versions.at("/2/restored").asInt());

        muster.done("segment", "update", "Frequent buyers", "number_of_orders > 4");
        muster.done("segment", "update", "Frequent buyers", "number_of_orders > 5");
        muster.done("segment", "rollback", "Frequent buyers");
        assertEquals(2, rolledBackTo());
        muster.done("segment", "rollback", "Frequent buyers", "--to", "1");
        assertEquals(1, rolledBackTo());
        CommandRuns.Run ahead = muster.run("segment", "rollback", "Frequent buyers", "--to", "3");
        assertEquals(1, ahead.exitCode());
        assertTrue(ahead.err().contains("found version 3"), ahead::err);
    }

    @Test
    void shouldNameWhatKeepsASegmentFromBeingDeleted() {
        CommandRuns.Run run = muster.run("segment", "delete", "New customers");
        assertEquals(1, run.exitCode());
        assertEquals("segment: 'Loyal' refers to it, expected none to\n", run.err());
        assertEquals(
                "{\"error\":\"segment: 'Loyal' refers to it, expected none to\",\"code\":\"in_use\"}\n",
                muster.run("segment", "delete", "New customers", "--json").err());
    }

    @Test
    void shouldSuggestValues() {
        assertEquals("""
            value          count
            vip            1,204
            customer_tags     20
            """, muster.done("suggest", "customer_tags", "v").out());
        assertEquals(
                "[{\"value\":\"ip\",\"count\":1204},{\"value\":\"customer_tags\",\"count\":3}]\n",
                muster.done("suggest", "customer_tags", "--limit", "3", "--json")
                        .out());
        assertEquals(1, muster.run("suggest", "customer_tags", "--limit", "0").exitCode());
    }

    @Test
    void shouldShowHowSegmentsOverlap() {
        String shown =
                muster.done("overlap", "New customers", "Frequent buyers", "2").out();
        assertTrue(shown.matches("(?s)in all of these  only in these  Jaccard  +lift  segments\n.*"), shown);
        assertEquals(8, shown.lines().count());
        JsonNode json = muster.done("overlap", "1", "2", "--json").json();
        assertEquals(0, json.get("customers").asInt());
        JsonNode both = json.get("intersections").get(2);
        assertEquals(2, both.get("segments").size());
        assertEquals(2, both.get("size").asInt());
        assertEquals(0.4, both.get("jaccard").asDouble(), 1e-9);
        assertTrue(both.has("lift"));
        assertEquals(2, muster.run("overlap", "1").exitCode());
        assertEquals(2, muster.run("overlap", "1", "New customers").exitCode());
    }

    @Test
    void shouldListAndDeclareFields() {
        assertEquals("""
            name              type    origin
            number_of_orders  number  built in
            field.plan        text    first seen in a record
            """, muster.done("fields").out());
        assertEquals(
                "{\"name\":\"field.plan\",\"type\":\"text\",\"origin\":\"first_seen\"}",
                muster.done("fields", "--json").json().get(1).toString());
        assertEquals(
                "declared field.sizes, list\n",
                muster.done("field", "declare", "sizes", "list").out());
        CommandReader declared = AnsweringBackend.reader(backend.commands.getLast());
        assertEquals(CommandKind.DECLARE_FIELD, declared.kind());
        assertTrue(declared.seek(Tag.FIELD_TYPE));
        assertEquals("list", declared.text());
        assertEquals(2, muster.run("field", "declare", "sizes", "integer").exitCode());
    }

    @Test
    void shouldCreateAWorkspaceWithItsOwnDelay() {
        muster.done("workspace", "create", "slow", "--abandoned-after", "1h30min");
        CommandReader created = AnsweringBackend.reader(backend.commands.getLast());
        assertTrue(created.seek(Tag.ABANDONED_AFTER));
        assertEquals(5_400_000, created.number());
        assertEquals(
                2,
                muster.run("workspace", "create", "never", "--abandoned-after", "0s")
                        .exitCode());
    }

    @Test
    void shouldSayThatLoadedRecordsAreHistoryUnlessTheyAreLive() {
        muster.runWithInput("{}", "load", "-");
        muster.runWithInput("{}", "load", "-", "--live");
        assertEquals(java.util.List.of("import {}", "live {}"), backend.appended);
    }

    @Test
    void shouldAskBeforeAWorkspaceIsDeleted() {
        CommandRuns.Run nobody = muster.run("workspace", "delete", "shop");
        assertEquals(2, nobody.exitCode());
        assertTrue(nobody.err().contains("--yes"), nobody::err);
        assertEquals(1, deleteAnswering("n\n"));
        assertEquals(1, deleteAnswering(""));
        assertEquals(1, backend.workspaces().size());
        assertEquals(0, deleteAnswering("yes\n"));
        assertEquals(0, backend.workspaces().size());
    }

    @Test
    void shouldTellWhatIsWrongAsJsonWhereJsonIsAskedFor() {
        assertEquals("unknown_workspace", errorCode("segments", "--workspace", "other", "--json"));
        JsonNode usage = muster.errorJson("segment", "create", "one", "--json");
        assertTrue(usage.get("error").asText().startsWith("muster segment create: "), usage::toString);
        assertTrue(muster.errorJson("segment", "show", "none", "--json")
                .get("error")
                .asText()
                .contains("no segment 'none'"));
        JsonNode rule = muster.errorJson("segment", "create", "one", "a >", "--json");
        assertEquals("bad_rule", rule.get("code").asText());
        assertEquals(1, rule.get("line").asInt());
        assertTrue(rule.get("column").asInt() > 0);
        assertTrue(muster.errorJson("nonsense", "--json").has("error"));
    }

    private String errorCode(String... words) {
        return muster.errorJson(words).get("code").asText();
    }

    private int rolledBackTo() {
        CommandReader command = AnsweringBackend.reader(backend.commands.getLast());
        assertEquals(CommandKind.ROLLBACK_SEGMENT, command.kind());
        assertTrue(command.seek(Tag.VERSION));
        return (int) command.number();
    }

    private int deleteAnswering(String typed) {
        ByteArrayInputStream in = new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        return MusterCommand.run(
                Terminal.of(in, out, out, true),
                "workspace",
                "delete",
                "shop",
                "--server",
                "127.0.0.1:" + server.port());
    }
}
