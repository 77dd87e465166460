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
class ShopSizeTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final CommandLine command =
            new CommandLine(new ShopSize(new PrintStream(printed, true, StandardCharsets.UTF_8)));

    @Test
    void shouldLoadAGeneratedShopAndTellWhereItsMemoryIs() {
        int exitCode = command.execute("--customers", "300", "--segments", "24", "--seconds", "1");
        String text = printed.toString(StandardCharsets.UTF_8);

        assertEquals(0, exitCode, text);
        assertTrue(text.contains(" customers, 24 segments of 72 criteria, "), text);
        assertTrue(Pattern.compile("(?m)^history +[0-9,]+ MB$").matcher(text).find(), text);
        assertTrue(Pattern.compile("(?m)^at rest .* / .*$").matcher(text).find(), text);
    }

    @Test
    void shouldRefuseNumbersThatMeasureNothing() {
        assertEquals(2, command.execute("--customers", "0"));
        assertEquals(2, command.execute("--segments", "0"));
        assertEquals("", printed.toString(StandardCharsets.UTF_8));
    }
}
