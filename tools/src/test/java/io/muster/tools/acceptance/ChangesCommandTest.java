package io.muster.tools.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.server.MusterServer;
import io.muster.server.ServerOptions;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code muster changes} against a server. */
@Timeout(60)
final class ChangesCommandTest {
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

    private MusterServer server;
    private CommandRuns muster;

    @BeforeEach
    void start() throws IOException {
        server = MusterServer.start(ServerOptions.builder()
                .port(0)
                .manualClock(NOW.toEpochMilli())
                .expectedCustomers(1_000)
                .build());
        muster = new CommandRuns(server.port());
        muster.done("workspace", "create", "shop", "--time-zone", "Europe/Skopje", "--currency", "EUR");
        muster.done("segment", "create", "buyers", "number_of_orders > 0");
        muster.runWithInput(
                "{\"type\":\"order_placed\",\"id\":\"o-1\",\"customer\":\"ana\",\"time\":\"2026-05-31T12:00:00Z\","
                        + "\"status\":\"paid\",\"total\":\"10\",\"currency\":\"EUR\"}\n",
                "load",
                "-");
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void shouldTellWhatHasHappenedAndWhereToGoOn() {
        CommandRuns.Run run = muster.done("changes", "buyers", "--from", "1", "--no-follow");
        assertTrue(run.out().matches("2026-06-01T00:00:00Z  \\d+  entered  buyers  ana  import  o-1\n"), run::out);
        assertTrue(run.err().matches("(?s).*go on with: --from \\d+\\s*"), run::err);
        String next = run.err().replaceAll("(?s).*--from (\\d+)\\s*", "$1");
        assertEquals(
                "",
                muster.done("changes", "buyers", "--from", next, "--no-follow").out());

        muster.done("segment", "update", "buyers", "--rule", "number_of_orders > 1");
        CommandRuns.Run more = muster.done("changes", "--from", next, "--no-follow");
        assertTrue(more.out().matches("2026-06-01T00:00:00Z  \\d+  left     buyers  ana  definition\n"), more::out);
    }

    @Test
    void shouldTellJsonALine() throws IOException {
        List<String> lines = muster.done("changes", "buyers", "--from", "1", "--no-follow", "--json")
                .out()
                .lines()
                .toList();
        assertEquals(1, lines.size(), lines::toString);
        JsonNode change = new ObjectMapper().readTree(lines.getFirst());
        assertEquals("entered", change.path("change").asText());
        assertEquals("ana", change.path("customer").asText());
        assertEquals("o-1", change.path("record").asText());
        assertEquals("buyers", change.path("segment").asText());
        assertEquals(NOW.toString(), change.path("time").asText());
        assertTrue(change.path("sequence").asLong() > 0, change::toString);
    }

    @Test
    void shouldEndWithUsageOrRefusal() {
        assertEquals(2, muster.run("changes", "--from", "yesterday").exitCode());
        assertEquals(1, muster.run("changes", "nobody").exitCode());
        assertEquals(1, muster.run("changes", "--from", "1000000").exitCode());
    }
}
