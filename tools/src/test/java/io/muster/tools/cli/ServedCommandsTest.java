package io.muster.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.server.ServerOptions;
import io.muster.tools.MusterCommand;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ServedCommandsTest {
    private static LocalServer server;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeAll
    static void startServer() throws IOException {
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        server = LocalServer.start(ServerOptions.builder()
                .port(0)
                .manualClock(start.toEpochMilli())
                .expectedCustomers(1_000)
                .build());
        ServedCommandsTest test = new ServedCommandsTest();
        assertEquals(
                0, test.run("", "workspace", "create", "shop", "--time-zone", "Europe/Skopje", "--currency", "EUR"));
        String records = """
            {"type":"customer","id":"ana","registered_at":"2025-12-31T00:00:00Z","email":"a@x.example","first_name":"A, B"}
            {"type":"order_placed","id":"o-1","customer":"ana","time":"2025-12-31T00:00:00Z","total":"10"}
            {"type":"customer","id":"bo","registered_at":"2025-01-01T00:00:00Z"}
            """;
        assertEquals(0, test.run(records, "load", "-"), test.err::toString);
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    @Test
    void shouldAnswerTrueAndFalse() {
        assertTrue(answer("member", "Recent buyers (30 days)", "ana").startsWith("true"));
        assertTrue(answer("member", "2", "bo").startsWith("false"));
        assertTrue(answer("member", "2", "nobody", "--json").startsWith("{\"member\":false,\"known\":false"));
    }

    @Test
    void shouldExportIdsAndRows(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("ids");
        assertEquals("", answer("export", "Recent buyers (30 days)", "-o", file.toString()));
        assertEquals("ana\n", Files.readString(file));
        assertEquals(
                "id,email,first_name,last_name\r\nana,a@x.example,\"A, B\",\r\n",
                answer("export", "Recent buyers (30 days)", "--format", "csv"));
        assertEquals(
                "{\"id\":\"ana\",\"email\":\"a@x.example\",\"first_name\":\"A, B\"}\n",
                answer("export", "Recent buyers (30 days)", "--format", "jsonl"));
    }

    @Test
    void shouldShowWhereARuleIsWrong() {
        assertEquals(1, run("", "segment", "create", "odd", "number_of_orders >\n  AND x"));
        assertTrue(err.toString(StandardCharsets.UTF_8).endsWith("\n    AND x\n    ^\n"), err::toString);
    }

    @Test
    void shouldMakeChangeShowAndDeleteASegment() {
        assertTrue(answer("segment", "create", "spent", "amount_spent > 5").contains("size     1\n"));
        assertTrue(answer("segment", "update", "spent", "amount_spent > 50", "--name", "spent more")
                .contains("size     0\n"));
        assertTrue(answer("segments").contains("spent more"));
        assertEquals("deleted spent more\n", answer("segment", "delete", "spent more"));
        assertEquals(1, run("", "segment", "show", "spent more"));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("Frequent buyers"), err::toString);
    }

    @Test
    void shouldRefuseToTryAnEditThatMakesACycle() {
        answer("segment", "create", "inner", "amount_spent > 5");
        answer("segment", "create", "outer", "SEGMENT = 'inner'");
        assertEquals(1, run("", "segment", "update", "inner", "SEGMENT = 'inner'", "--what-if"));
        assertEquals(1, run("", "segment", "update", "inner", "SEGMENT = 'outer'", "--what-if"));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("inner → outer → inner"), err::toString);
        assertTrue(answer("segment", "update", "outer", "SEGMENT != 'inner'", "--what-if")
                .contains("nothing is changed"));
        answer("segment", "delete", "outer");
        answer("segment", "delete", "inner");
    }

    @Test
    void shouldSayWhatIsWrongInTermsOfTheCommand() {
        assertEquals(1, run("", "segment", "create", " ", "amount_spent > 5"));
        assertEquals(1, run("", "segment", "rollback", "New customers"));
        assertEquals(2, run("", "workspace", "create", "late", "--abandoned-after", "31d"));
        assertEquals("""
            name: found an empty name, expected 1 to 200 characters
            segment rollback: found version 1 of 'New customers', expected an older one before it
            --abandoned-after: found '31d', expected at most 30d
            """, err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void shouldCountARuleAndItsConditions() {
        String json = answer("count", "number_of_orders >= 1 OR number_of_orders = 0", "--json");
        assertTrue(json.startsWith("{\"count\":2,\"conditions\":[{"), json);
        assertTrue(json.contains("\"count\":1"), json);
    }

    @Test
    void shouldTellWhatIsRefusedAndKeepIt(@TempDir Path directory) throws IOException {
        Path rejects = directory.resolve("rejects");
        String bad = "{\"type\":\"customer\",\"id\":\"x\",\"shoe\":1}";
        assertEquals(
                1,
                run(
                        "{\"type\":\"customer\",\"id\":\"bo\"}\n\n" + bad + "\n",
                        "load",
                        "-",
                        "--reject",
                        rejects.toString()));
        assertTrue(err.toString(StandardCharsets.UTF_8).startsWith("-:3:"), err::toString);
        assertTrue(out.toString(StandardCharsets.UTF_8).endsWith("1 taken, 1 refused\n"), out::toString);
        assertEquals(bad + "\n", Files.readString(rejects));
    }

    @Test
    void shouldNotWriteRefusedLinesOverTheFileThatIsLoaded(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("records"), "nonsense\n");
        assertEquals(2, run("", "load", file.toString(), "--reject", file.toString()));
        assertEquals("nonsense\n", Files.readString(file));
    }

    @Test
    void shouldLoadNothingWhereAFileIsMissing(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("records"), "{\"type\":\"customer\",\"id\":\"too-early\"}");
        assertEquals(1, run("", "load", file.toString(), directory + "/missing"));
        assertEquals(1, run("", "customer", "too-early"));
    }

    @Test
    void shouldSayHowFarAFileWentThatBreaksOff(@TempDir Path directory) throws IOException {
        byte[] lines = "{\"type\":\"customer\",\"id\":\"bo\"}\n".repeat(50).getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(lines);
        }
        Path file = Files.write(directory.resolve("cut"), Arrays.copyOf(packed.toByteArray(), packed.size() - 9));
        assertEquals(1, run("", "load", file.toString()));
        assertTrue(err.toString(StandardCharsets.UTF_8).startsWith(file + ": "), err::toString);
        assertTrue(out.toString(StandardCharsets.UTF_8).startsWith("read "), out::toString);
    }

    @Test
    void shouldShowALongRuleAroundThePlaceOnly() {
        String rule = "number_of_orders > 1 OR ".repeat(1_000) + "frob = 1" + " OR number_of_orders > 1".repeat(100);
        assertEquals(1, run("", "count", rule));
        String told = err.toString(StandardCharsets.UTF_8);
        String[] lines = told.split("\n");
        assertTrue(lines[1].length() < 120, told);
        assertTrue(lines[1].startsWith("frob", lines[2].indexOf('^')), told);
    }

    @Test
    void shouldExportJsonWhereJsonIsAskedFor() {
        assertTrue(answer("export", "2", "--json").startsWith("{\"id\":\"ana\""), out::toString);
    }

    @Test
    void shouldSkipToALine() {
        assertEquals(
                0, run("nonsense\nnonsense\n{\"type\":\"customer\",\"id\":\"bo\"}", "load", "-", "--from-line", "3"));
        assertTrue(out.toString(StandardCharsets.UTF_8).startsWith("read 1 records"), out::toString);
    }

    @Test
    void shouldShowClockStatusAndCustomer() {
        assertTrue(answer("clock").endsWith("Z  (manual)\n"));
        assertTrue(answer("status").contains("shop"));
        assertTrue(answer("workspace", "list").contains("Europe/Skopje"));
        assertTrue(answer("customer", "ana").contains("Recent buyers (30 days)"));
        assertEquals(1, run("", "customer", "nobody"));
    }

    private String answer(String... arguments) {
        out.reset();
        assertEquals(0, run("", arguments), err::toString);
        return out.toString(StandardCharsets.UTF_8);
    }

    private int run(String input, String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--server";
        all[arguments.length + 1] = server.address();
        ByteArrayInputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        return MusterCommand.run(Terminal.of(in, out, err, false), all);
    }
}
