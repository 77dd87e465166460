package io.muster.tools.acceptance;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.server.MusterServer;
import io.muster.server.ServerOptions;
import io.muster.tools.MusterCommand;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A load that is told to end (Ctrl-C) says where to go on. */
@Timeout(60)
class LoadToldToEndTest {
    private static final int CUSTOMERS = 60_000;
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final Pattern GO_ON =
            Pattern.compile("interrupted; .*go on with: muster load - --workspace shop --from-line (\\d+)\\s*");

    @TempDir
    private Path directory;

    @Test
    void shouldSayWhereToGoOn() throws Exception {
        try (MusterServer server = MusterServer.start(
                ServerOptions.builder().port(0).expectedCustomers(CUSTOMERS).build())) {
            CommandRuns muster = new CommandRuns(server.port());
            muster.done("workspace", "create", "shop");
            Path told = directory.resolve("told");
            Process load = load(server.port(), told);
            try (OutputStream records = load.getOutputStream()) {
                for (int i = 0; i < CUSTOMERS; i++) {
                    records.write(
                            ("{\"type\":\"customer\",\"id\":\"c-" + i + "\"}\n").getBytes(StandardCharsets.UTF_8));
                }
                records.flush();
                await().atMost(DEADLINE)
                        .until(() -> server.engine().workspace("shop").customers() > 0);
                load.destroy();
                assertTrue(load.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS));
            } finally {
                load.destroyForcibly();
            }
            Matcher goOn = GO_ON.matcher(Files.readString(told));
            assertTrue(goOn.find(), Files.readString(told));
            int acknowledged = Integer.parseInt(goOn.group(1)) - 1;
            assertTrue(acknowledged <= server.engine().workspace("shop").customers());
            assertEquals(143, load.exitValue());
        }
    }

    private static Process load(int port, Path told) throws IOException {
        return new ProcessBuilder(List.of(
                        ServerProcess.java(),
                        ServerProcess.jvmOptions(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MusterCommand.class.getName(),
                        "load",
                        "-",
                        "--workspace",
                        "shop",
                        "--server",
                        "127.0.0.1:" + port))
                .redirectError(told.toFile())
                .start();
    }
}
