package io.muster.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

@Timeout(300)
class IngestTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final CommandLine command = new CommandLine(
                    new Ingest(new PrintStream(printed, true, StandardCharsets.UTF_8)))
            .setCaseInsensitiveEnumValuesAllowed(true);

    @Test
    void shouldPrintALineForEachDurability() {
        int exitCode = command.execute(
                ("--customers 500 --criteria 27 --product-criteria 3 --rounds 1 --seconds 1 --warm-up 0 --batch-bytes"
                                + " 4096 --durability interval,disk,memory --server io-threads=1")
                        .split(" "));
        String text = printed.toString(StandardCharsets.UTF_8);

        assertEquals(0, exitCode, text);
        for (String each : new String[] {"INTERVAL", "DISK", "MEMORY"}) {
            Pattern line = Pattern.compile("(?m)^" + each + " +[1-9][0-9,]* events a second .* % of a core: .*$");
            assertTrue(line.matcher(text).find(), text);
        }
    }

    @Test
    void shouldRefuseNumbersThatMeasureNothing() {
        assertEquals(2, command.execute("--rounds", "0"));
        assertEquals(2, command.execute("--durability", "eternal"));
        assertEquals("", printed.toString(StandardCharsets.UTF_8));
    }
}
