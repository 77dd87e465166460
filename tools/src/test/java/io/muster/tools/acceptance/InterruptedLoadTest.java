package io.muster.tools.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.server.MusterServer;
import io.muster.server.ServerOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A load whose server goes away says where to go on, and goes on there. */
@Timeout(60)
class InterruptedLoadTest {
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    private static final int ORDERS = 40_000;
    private static final int LOST_AFTER_ORDERS = 34_000;
    private static final Pattern GO_ON = Pattern.compile("muster load - --workspace shop --from-line (\\d+)\\s*");

    @TempDir
    private Path directory;

    @Test
    void shouldSayWhereToGoOnWhenTheServerIsLost() throws IOException {
        Path file = directory.resolve("orders.jsonl");
        byte[] records = orders(0, ORDERS);
        Files.write(file, records);
        int fromLine;
        try (MusterServer server = start()) {
            CommandRuns muster = new CommandRuns(server.port());
            muster.done("workspace", "create", "shop");
            int lostAt = orders(0, LOST_AFTER_ORDERS).length;
            InputStream input = new SequenceInputStream(
                    new ByteArrayInputStream(records, 0, lostAt),
                    new SequenceInputStream(
                            new Closing(server), new ByteArrayInputStream(records, lostAt, records.length - lostAt)));
            CommandRuns.Run load = muster.runWithInput(input, "load", "-", "--workspace", "shop");
            boolean toldThatItStops = load.exitCode() == 1 && load.err().contains("found it stopping");
            assertTrue(load.exitCode() == 3 || toldThatItStops, load::err);
            Matcher goOn = GO_ON.matcher(load.err());
            assertTrue(goOn.find(), load::err);
            fromLine = Integer.parseInt(goOn.group(1));
            assertTrue(fromLine > 1 && fromLine <= LOST_AFTER_ORDERS + 1, load::err);
        }
        try (MusterServer server = start()) {
            CommandRuns muster = new CommandRuns(server.port());
            int kept = count(muster, "number_of_orders >= 1");
            assertTrue(kept >= fromLine - 1, kept + " orders are there, and acknowledged up to line " + fromLine);
            assertTrue(kept < ORDERS, "all is there already");
            muster.done("load", file.toString(), "--from-line", Integer.toString(fromLine));
            assertEquals(ORDERS, count(muster, "number_of_orders >= 1"));
            assertEquals(0, count(muster, "number_of_orders > 1"));
        }
    }

    private MusterServer start() throws IOException {
        return MusterServer.start(ServerOptions.builder()
                .port(0)
                .dataDirectory(directory.resolve("data"))
                .manualClock(NOW.toEpochMilli())
                .expectedCustomers(ORDERS)
                .build());
    }

    private static int count(CommandRuns muster, String rule) {
        return muster.done("count", rule, "--json").json().get("count").asInt();
    }

    /** Each order with a customer of its own. */
    private static byte[] orders(int from, int to) {
        StringBuilder lines = new StringBuilder();
        for (int i = from; i < to; i++) {
            lines.append("{\"type\":\"order_placed\",\"id\":\"o-").append(i);
            lines.append("\",\"customer\":\"c-").append(i);
            lines.append("\",\"time\":\"2026-05-02T12:00:00Z\",\"status\":\"paid\",\"total\":\"12.50\"}\n");
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Empty; stops the server when it is read. */
    private static final class Closing extends InputStream {
        private final MusterServer server;

        Closing(MusterServer server) {
            this.server = server;
        }

        @Override
        public int read() throws IOException {
            server.close();
            return -1;
        }
    }
}
