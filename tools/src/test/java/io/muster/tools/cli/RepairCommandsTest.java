package io.muster.tools.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code muster verify} and {@code muster repair} on what an operator may find: by their words and exit codes. */
@Timeout(120)
final class RepairCommandsTest {
    private static final long START_MILLIS = 1_770_000_000_000L;
    private static final int CUT_BYTES = 5;

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path data;

    /** Three workspaces, each in a batch of its own. */
    @BeforeEach
    void makeData() throws IOException {
        data = directory.resolve("data");
        try (LocalServer server = start()) {
            for (String name : List.of("first", "second", "third")) {
                run(0, "workspace", "create", name, "--time-zone", "UTC", "--server", "127.0.0.1:" + server.port());
            }
        }
    }

    @Test
    void shouldFindNothingToDoWhereAllIsWhole() throws IOException {
        byte[] before = Files.readAllBytes(journal());
        run(0, "verify", data.toString());
        assertSaid(out, "nothing is damaged");
        run(0, "repair", data.toString());
        assertSaid(out, "the journal is whole");
        run(0, "repair", data.toString(), "--yes");
        run(0, "repair", data.toString(), "--json");
        assertSaid(out, "\"needed\":false");
        assertArrayEquals(before, Files.readAllBytes(journal()));
        assertEquals(List.of(), kept());
    }

    @Test
    void shouldDropACutTailWhenToldToAndNotBefore() throws IOException {
        byte[] whole = Files.readAllBytes(journal());
        byte[] cut = Arrays.copyOf(whole, whole.length - CUT_BYTES);
        Files.write(journal(), cut);
        run(0, "verify", data.toString());
        assertSaid(out, "bytes that were cut while they were written");
        run(1, "repair", data.toString());
        assertSaid(out, "journal cut");
        assertSaid(err, "--yes");
        assertArrayEquals(cut, Files.readAllBytes(journal()), "nothing is changed without --yes");
        run(1, "repair", data.toString(), "--json");
        assertSaid(out, "\"needed\":true,\"done\":false");
        run(0, "repair", data.toString(), "--yes");
        assertSaid(out, "kept in ");
        assertEquals(1, kept().size());
        run(0, "verify", data.toString());
        assertSaid(out, "nothing is damaged");
        run(0, "repair", data.toString());
        assertWorkspaces(List.of("first", "second"), List.of("third"));
    }

    @Test
    void shouldCutAtDamageAndKeepWhatItRemoves() throws IOException {
        byte[] bytes = Files.readAllBytes(journal());
        int damaged = indexOf(bytes, "second");
        bytes[damaged] ^= 1;
        Files.write(journal(), bytes);
        run(1, "verify", data.toString());
        assertSaid(out, "DAMAGED");
        assertSaid(out, "a server would not start on " + data);
        run(1, "serve", "--data", data.toString(), "--port", "0", "--http-port", "0");
        assertSaid(err, "muster repair " + data);
        run(1, "repair", data.toString());
        assertArrayEquals(bytes, Files.readAllBytes(journal()), "nothing is changed without --yes");
        run(0, "repair", data.toString(), "--yes");
        assertEquals(1, kept().size());
        byte[] aside = Files.readAllBytes(kept().getFirst());
        assertTrue(indexOf(aside, "third") > 0, "what is removed is kept");
        run(0, "verify", data.toString());
        assertWorkspaces(List.of("first"), List.of("second", "third"));
    }

    @Test
    void shouldRefuseADamagedSnapshotWhichNoRepairMends() throws IOException {
        try (LocalServer server = start()) {
            run(0, "snapshot", "--server", "127.0.0.1:" + server.port());
        }
        Path snapshot = only(".muster");
        byte[] bytes = Files.readAllBytes(snapshot);
        bytes[bytes.length / 2] ^= 1;
        Files.write(snapshot, bytes);
        run(1, "verify", data.toString());
        assertSaid(out, "DAMAGED");
        run(1, "serve", "--data", data.toString(), "--port", "0", "--http-port", "0");
        assertSaid(err, snapshot.getFileName().toString());
        assertArrayEquals(bytes, Files.readAllBytes(snapshot));
    }

    @Test
    void shouldLeaveADirectoryAloneThatIsNotMusters() throws IOException {
        Path foreign = Files.createDirectories(directory.resolve("foreign"));
        Path letter = Files.writeString(foreign.resolve("letter.txt"), "dear reader");
        run(1, "verify", foreign.toString());
        assertSaid(out, "nothing of muster's");
        run(1, "repair", foreign.toString(), "--yes");
        assertSaid(err, foreign + ": found no journal in it, expected a data directory");
        assertEquals("dear reader", Files.readString(letter));
        try (Stream<Path> files = Files.list(foreign)) {
            assertEquals(List.of(letter), files.toList());
        }
    }

    @Test
    void shouldSayThatThereIsNoSuchDirectory() {
        String missing = directory.resolve("missing").toString();
        run(1, "verify", missing);
        assertSaid(err, missing);
        run(2, "repair", missing);
        assertSaid(err, missing);
        run(2, "repair");
        run(2, "verify");
    }

    @Test
    void shouldNotTouchTheDirectoryOfARunningServer() throws IOException {
        try (LocalServer server = start()) {
            assertTrue(server.port() > 0);
            run(1, "verify", data.toString());
            assertSaid(err, "locked by another server");
            run(1, "repair", data.toString(), "--yes");
            assertSaid(err, "locked by another server");
        }
    }

    private void assertWorkspaces(List<String> there, List<String> gone) throws IOException {
        try (LocalServer server = start()) {
            run(0, "workspace", "list", "--server", "127.0.0.1:" + server.port());
            there.forEach(name -> assertSaid(out, name));
            gone.forEach(name -> assertFalse(text(out).contains(name), () -> name + " in " + out));
        }
    }

    private void run(int exitCode, String... arguments) {
        out.reset();
        err.reset();
        Terminal terminal = Terminal.of(new ByteArrayInputStream(new byte[0]), out, err, false);
        assertEquals(
                exitCode,
                MusterCommand.run(terminal, arguments),
                () -> String.join(" ", arguments) + "\n" + text(out) + text(err));
    }

    private static void assertSaid(ByteArrayOutputStream where, String what) {
        assertTrue(text(where).contains(what), () -> "expected '" + what + "' in:\n" + text(where));
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static int indexOf(byte[] bytes, String text) {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
    }

    private List<Path> kept() throws IOException {
        try (Stream<Path> files = Files.list(data)) {
            return files.filter(file -> file.toString().endsWith(".damaged")).toList();
        }
    }

    private Path journal() throws IOException {
        return only(".log");
    }

    private Path only(String ending) throws IOException {
        try (Stream<Path> files = Files.list(data)) {
            List<Path> found = files.filter(file -> file.toString().endsWith(ending)
                            && !file.getFileName().toString().startsWith("changes-"))
                    .toList();
            assertEquals(1, found.size(), found::toString);
            return found.getFirst();
        }
    }

    private LocalServer start() throws IOException {
        return LocalServer.start(ServerOptions.builder()
                .dataDirectory(data)
                .port(0)
                .manualClock(START_MILLIS)
                .snapshots(new io.muster.server.snapshot.SnapshotOptions(1L << 30, 1L << 30, false))
                .expectedCustomers(1_000)
                .build());
    }
}
