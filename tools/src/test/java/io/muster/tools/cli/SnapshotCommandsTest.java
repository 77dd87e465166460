package io.muster.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.server.ServerOptions;
import io.muster.tools.MusterCommand;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SnapshotCommandsTest {
    private static final long START_MILLIS = 1_770_000_000_000L;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path directory;

    @Test
    void shouldTakeBackUpVerifyAndRestore() throws IOException {
        Path data = directory.resolve("data");
        String backup = directory.resolve("backup").toString();
        String restored = directory.resolve("restored").toString();
        try (LocalServer server = start(data)) {
            String address = "127.0.0.1:" + server.port();
            assertEquals(
                    0, run("workspace", "create", "shop", "--time-zone", "UTC", "--server", address), err::toString);
            assertEquals(0, run("snapshot", "--server", address), err::toString);
            assertTrue(out.toString(StandardCharsets.UTF_8).startsWith("snapshot of sequence 2, "), out::toString);
            assertEquals(0, run("snapshot", "--json", "--server", address), err::toString);
            assertTrue(out.toString(StandardCharsets.UTF_8).startsWith("{\"sequence\":2,\"bytes\":"), out::toString);
            assertEquals(0, run("backup", backup, "--server", address), err::toString);
            assertEquals(1, run("backup", backup, "--server", address));
            assertTrue(err.toString(StandardCharsets.UTF_8).contains("expected an empty directory"), err::toString);
            assertEquals(1, run("verify", data.toString()));
            assertTrue(err.toString(StandardCharsets.UTF_8).contains("locked by another server"), err::toString);
        }
        assertEquals(0, run("verify", backup), out::toString);
        assertTrue(out.toString(StandardCharsets.UTF_8).contains("nothing is damaged"), out::toString);
        assertEquals(0, run("restore", backup, restored), err::toString);
        assertEquals(1, run("restore", backup, restored));
        try (LocalServer server = start(Path.of(restored))) {
            assertEquals(0, run("workspace", "list", "--server", "127.0.0.1:" + server.port()));
            assertTrue(out.toString(StandardCharsets.UTF_8).contains("shop"), out::toString);
        }
        damage(Path.of(backup));
        assertEquals(1, run("verify", backup));
        assertTrue(out.toString(StandardCharsets.UTF_8).contains("DAMAGED"), out::toString);
        assertEquals(1, run("verify", backup, "--json"));
        assertTrue(out.toString(StandardCharsets.UTF_8).startsWith("{\"whole\":false"), out::toString);
        assertEquals(1, run("restore", backup, directory.resolve("again").toString()));
    }

    @Test
    void shouldSayThatTokensAndSecretAddressesAreInNoBackup() throws IOException {
        Path data = directory.resolve("data");
        Path backup = directory.resolve("backup");
        Path restored = directory.resolve("restored");
        String role = "--role=admin";
        assertEquals(
                0,
                run("token", "create", "root", role, "--all-workspaces", "--json", "--data", data.toString()),
                err::toString);
        Matcher secret = Pattern.compile("mst_[A-Za-z0-9_-]+").matcher(out.toString(StandardCharsets.UTF_8));
        assertTrue(secret.find(), out::toString);
        try (LocalServer server = start(data)) {
            String address = "127.0.0.1:" + server.port();
            assertEquals(
                    0, run("backup", backup.toString(), "--server", address, "--token", secret.group()), err::toString);
            assertTrue(out.toString(StandardCharsets.UTF_8).contains("not in it: tokens and the secret addresses"));
        }
        assertTrue(Files.exists(data.resolve("tokens")));
        assertFalse(Files.exists(backup.resolve("tokens")));
        assertEquals(0, run("restore", backup.toString(), restored.toString()), err::toString);
        assertTrue(out.toString(StandardCharsets.UTF_8).contains("it has no tokens and no secret addresses"));
        assertFalse(Files.exists(restored.resolve("tokens")));
    }

    private static void damage(Path backup) throws IOException {
        try (Stream<Path> files = Files.list(backup)) {
            Path snapshot = files.filter(file -> file.toString().endsWith(".muster"))
                    .findFirst()
                    .orElseThrow();
            byte[] bytes = Files.readAllBytes(snapshot);
            bytes[bytes.length / 2] ^= 1;
            Files.write(snapshot, bytes);
        }
    }

    private int run(String... arguments) {
        out.reset();
        err.reset();
        Terminal terminal = Terminal.of(new ByteArrayInputStream(new byte[0]), out, err, false);
        return MusterCommand.run(terminal, Arrays.copyOf(arguments, arguments.length));
    }

    private static LocalServer start(Path data) throws IOException {
        return LocalServer.start(ServerOptions.builder()
                .dataDirectory(data)
                .port(0)
                .manualClock(START_MILLIS)
                .expectedCustomers(1_000)
                .build());
    }
}
