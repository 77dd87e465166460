package io.muster.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.server.config.ServerAreas;
import io.muster.server.config.ShippedConfig;
import io.muster.tools.MusterCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path directory;

    @Test
    void shouldPrintWhatIsInForceAndFromWhere() throws IOException {
        Path file = Files.writeString(directory.resolve("muster.conf"), "port = 1001\nhost = 0.0.0.0\n");
        assertEquals(0, run("serve", "--config", file.toString(), "--port", "1002", "--print-config"), err::toString);
        List<String> lines = out.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.replaceAll(" +", " "))
                .toList();
        assertTrue(lines.contains("port 1002 --port"), lines::toString);
        assertTrue(lines.contains("host 0.0.0.0 " + file + ":2"), lines::toString);
        assertTrue(lines.contains("clock system default"), lines::toString);
        assertTrue(lines.contains("data none default"), lines::toString);
    }

    @Test
    void shouldPrintWhatIsInForceAsJson() {
        assertEquals(0, run("serve", "--print-config", "--json", "--queue-bytes", "1GiB"), err::toString);
        String json = out.toString(StandardCharsets.UTF_8);
        assertTrue(json.contains("{\"name\":\"queue-bytes\",\"value\":\"1GiB\",\"from\":\"--queue-bytes\"}"), json);
    }

    @Test
    void shouldNotStartAServerWithAWrongFile() throws IOException {
        Path file = Files.writeString(directory.resolve("muster.conf"), "\nhots = 0.0.0.0\nport = x\n");
        assertEquals(2, run("serve", "--config", file.toString()));
        assertEquals(
                file + ":2: hots: found an unknown option, expected perhaps host\n" + file
                        + ":3: port: found 'x', expected a whole number of 0 to 65535\n",
                err.toString(StandardCharsets.UTF_8));
        assertEquals(1, run("serve", "--config", directory + "/missing"));
    }

    @Test
    void shouldCheckAFile() throws IOException {
        Path right = Files.writeString(directory.resolve("right"), "port = 1\n");
        Path wrong = Files.writeString(directory.resolve("wrong"), "port = -1\n");
        assertEquals(0, run("config", "check", right.toString()), err::toString);
        assertEquals(right + ": 1 options set, nothing wrong\n", out.toString(StandardCharsets.UTF_8));
        assertEquals(1, run("config", "check", wrong.toString()));
        assertEquals(wrong + ":1: port: found -1, expected 0 to 65535\n", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void shouldRefuseAFileThatIsNotText() throws IOException {
        Path file = Files.write(directory.resolve("muster.conf"), new byte[] {'#', (byte) 0xff, '\n'});
        assertEquals(2, run("config", "check", file.toString()));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("not UTF-8"), err::toString);
    }

    @Test
    void shouldPrintAnExampleThatIsRight() throws IOException {
        assertEquals(0, run("config", "example"));
        assertEquals(ShippedConfig.text(), out.toString(StandardCharsets.UTF_8));
        Path file = Files.write(directory.resolve("muster.conf"), out.toByteArray());
        assertEquals(0, run("config", "check", file.toString()), err::toString);
    }

    @Test
    void shouldListEveryOptionByAreaInHelp() {
        assertEquals(0, run("serve", "--help"));
        String help = out.toString(StandardCharsets.UTF_8);
        int last = 0;
        for (var area : ServerAreas.ALL) {
            int heading = help.indexOf("\n" + area.title() + ":\n");
            assertTrue(heading > last, () -> area.title() + " in order in " + help);
            last = heading;
            for (var option : area.options()) {
                last = help.indexOf(" " + option.flag() + "=" + option.label(), last);
                assertTrue(last > heading, () -> option.flag() + " under " + area.title() + " in " + help);
            }
        }
    }

    private int run(String... arguments) {
        return MusterCommand.run(Terminal.of(InputStream.nullInputStream(), out, err, false), arguments);
    }
}
