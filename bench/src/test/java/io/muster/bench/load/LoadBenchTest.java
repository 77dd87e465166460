package io.muster.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.protocol.client.ClientOptions;
import io.muster.protocol.client.Durability;
import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.WorkspaceClient;
import io.muster.server.MusterServer;
import io.muster.server.ServerOptions;
import io.muster.server.generate.ShopGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class LoadBenchTest {
    private static final int CUSTOMERS = 100;
    private static final int MOST_RUNS = 10;
    private static final Pattern ANSWERED = Pattern.compile("(?s).*\nanswered +[1-9][0-9]{1,2} /s\n");

    @TempDir
    private static Path directory;

    private static MusterServer server;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final CommandLine command = new CommandLine(
                    new LoadBench(new PrintStream(printed, true, StandardCharsets.UTF_8)))
            .setCaseInsensitiveEnumValuesAllowed(true);

    @BeforeAll
    static void serve() throws IOException {
        server = MusterServer.start(ServerOptions.builder()
                .systemClock()
                .dataDirectory(directory.resolve("data"))
                .port(0)
                .expectedCustomers(10_000)
                .build());
        String lines = IntStream.range(0, CUSTOMERS)
                .mapToObj(customer -> "{\"type\":\"customer\",\"id\":\"" + ShopGenerator.customerId(customer)
                        + "\",\"tags\":[\"vip\"]}\n")
                .collect(Collectors.joining());
        try (MusterClient client = MusterClient.connect(ClientOptions.of("127.0.0.1", server.port()))) {
            client.createWorkspace("shop", "Europe/Skopje", "EUR");
            WorkspaceClient shop = client.workspace("shop");
            byte[] bytes = lines.getBytes(StandardCharsets.UTF_8);
            shop.append(bytes, 0, bytes.length, Durability.DISK);
            shop.createSegment("VIP", "customer_tags CONTAINS 'vip'");
        }
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void shouldMeasureEachKindOfRequest() throws IOException {
        for (RequestKind kind : RequestKind.values()) {
            Path hgrm = directory.resolve(kind + ".hgrm");
            Path plot = directory.resolve(kind + ".svg");
            String text = "";
            // A thread that starts late on a busy machine may find that its time is over.
            for (int run = 0; run < MOST_RUNS && !ANSWERED.matcher(text).matches(); run++) {
                printed.reset();
                int exitCode =
                        run("--kind " + kind + " --rate 200 --connections 2 --seconds 0.2 --warm-up 0.1 --batch 8"
                                + " --customers " + CUSTOMERS + " --hgrm " + hgrm + " --plot " + plot);
                text = printed.toString(StandardCharsets.UTF_8);
                assertEquals(0, exitCode, text);
                assertTrue(text.startsWith(kind + ", 200 a second on 2 connection(s)"), text);
            }
            assertTrue(ANSWERED.matcher(text).matches(), text);
            assertTrue(Files.size(hgrm) > 0 && Files.readString(plot).contains("<svg"), kind.toString());
        }
    }

    @Test
    void shouldFailWhereTheServerRefuses() {
        assertEquals(1, run("--kind count --rule nonsense --rate 100 --seconds 0.1 --warm-up 0"));
        assertEquals(1, run("--segment unheard-of --rate 100 --seconds 0.1 --warm-up 0"));
        assertEquals(3, command.execute("--server", "127.0.0.1:1", "--workspace", "shop"));
        assertEquals(2, run("--rate 0"));
        assertEquals(2, run("--batch 0"));
        assertEquals(2, run("--kind unheard-of"));
    }

    private int run(String options) {
        return command.execute(("--server 127.0.0.1:" + server.port() + " --workspace shop " + options).split(" "));
    }
}
