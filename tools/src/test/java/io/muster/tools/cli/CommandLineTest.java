package io.muster.tools.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.tools.MusterCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "serve",
                "workspace create",
                "workspace list",
                "workspace delete",
                "load",
                "segments",
                "segment create",
                "segment update",
                "segment delete",
                "segment show",
                "segment rollback",
                "member",
                "customer",
                "count",
                "overlap",
                "suggest",
                "fields",
                "field declare",
                "what-if",
                "export",
                "clock",
                "generate",
                "status",
                "repair",
                "token create",
                "token list",
                "token revoke"
            })
    void shouldTakeTheCommonOptionsEverywhere(String command) {
        String[] words = (command + " --help").split(" ");
        assertEquals(0, run(words));
        String help = out.toString(StandardCharsets.UTF_8);
        for (String option : List.of("--server", "--token", "--json", "--help")) {
            assertTrue(help.contains(option), help);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "nonsense --help",
                "serve --host= --port 0",
                "serve --data= --port 0",
                "serve --clock manual --now 0001-01-01T00:00:00Z --port 0",
                "segment",
                "workspace",
                "workspace delete shop",
                "field",
                "overlap one",
                "customer ana --explain A --what-if {}",
                "count a --sample -1",
                "segment update A --what-if",
                "field declare sizes integer",
                "member A",
                "generate",
                "generate --customers 0",
                "generate --customers 5 --now yesterday",
                "generate --customers 5 --time-zone Nowhere/Land",
                "serve --redis-port 70000",
                "serve --clock sundial",
                "serve --clock manual",
                "serve --now 2026-01-01T00:00:00Z",
                "serve --port 70000",
                "clock advance",
                "clock advance soon",
                "clock set noon",
                "clock now 12h",
                "clock stop",
                "status --server here:there",
                "demo --customers 0",
                "token",
                "token create",
                "token create ads",
                "token create ads --role read",
                "token create ads --workspace shop",
                "token create ads --role owner --workspace shop",
                "token create ads --grant shop",
                "token create ads --role read --workspace shop --expires soon",
                "status --token a --token-file b",
                "status --token-file /nowhere/token",
                "status --client-key key.pem",
            })
    void shouldEndWithTwoAndSayWhyWhenUsedWrongly(String command) {
        assertEquals(2, run(command.isEmpty() ? new String[0] : command.split(" ")));
        assertTrue(!err.toString(StandardCharsets.UTF_8).isBlank());
        assertEquals("", out.toString(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "segments", "workspace list", "clock", "member Buyers c-1", "load -"})
    void shouldEndWithThreeWhereNoServerAnswers(String command) throws IOException {
        try (Socket silent = silent()) {
            String[] words = (command + " --server 127.0.0.1:" + silent.getLocalPort()).split(" ");
            assertEquals(3, run(words), err::toString);
            assertTrue(err.toString(StandardCharsets.UTF_8).lines().count() <= 2, err::toString);
        }
    }

    @Test
    void shouldSayInPlainWordsThatNoServerAnswers() throws IOException {
        try (Socket silent = silent()) {
            String address = "127.0.0.1:" + silent.getLocalPort();
            assertEquals(3, run("status", "--server", address));
            assertEquals(
                    address + ": no connection, connection refused; is the server running there?\n",
                    err.toString(StandardCharsets.UTF_8));
        }
    }

    @Test
    void shouldSayThatAnotherPortCanBeChosenWhereOneIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertEquals(1, run("serve", "--port", Integer.toString(taken.getLocalPort()), "--http-port", "0"));
            assertTrue(err.toString(StandardCharsets.UTF_8).contains("--port chooses another port"), err::toString);
        }
    }

    @Test
    void shouldGenerateToAFileWhatItGeneratesToStandardOutput(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("shop.jsonl");
        String[] options = {
            "generate",
            "--customers",
            "40",
            "--orders-per-customer",
            "2",
            "--seed",
            "7",
            "--now",
            "2026-11-21T20:00:00Z"
        };
        assertEquals(0, run(options));
        String[] toFile = java.util.Arrays.copyOf(options, options.length + 2);
        toFile[options.length] = "-o";
        toFile[options.length + 1] = file.toString();
        byte[] printed = out.toByteArray();
        assertEquals(0, run(toFile));
        assertTrue(printed.length > 10_000);
        assertArrayEquals(printed, Files.readAllBytes(file));
    }

    @Test
    void shouldSayThatStandardOutputCantBeWritten() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int next) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        Terminal terminal = Terminal.of(InputStream.nullInputStream(), full, err, false);
        assertEquals(1, MusterCommand.run(terminal, "--help"));
        assertEquals("standard output can't be written\n", err.toString(StandardCharsets.UTF_8));
    }

    private int run(String... arguments) {
        return MusterCommand.run(Terminal.of(InputStream.nullInputStream(), out, err, false), arguments);
    }

    /** Has a port, so that nobody else takes it meanwhile, on which nobody listens. */
    private static Socket silent() throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress("127.0.0.1", 0));
        return socket;
    }
}
