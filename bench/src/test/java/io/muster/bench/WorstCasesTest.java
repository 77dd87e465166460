package io.muster.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class WorstCasesTest {
    private static final int CASES = 15;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final WorstCases command = new WorstCases(new PrintStream(printed, true, StandardCharsets.UTF_8));

    @Test
    void shouldMeasureEachCaseOfASmallShop() {
        int exitCode = new CommandLine(command)
                .execute(("--customers 1500 --events 200 --products 1000 --seconds 0.1 --look-ups 1000 --appends 20"
                                + " --seed 7")
                        .split(" "));
        String text = printed.toString(StandardCharsets.UTF_8);

        assertEquals(0, exitCode, text);
        assertEquals(CASES, count("(?m)^.* / .* / .* / .* / .* / .* / .* / .*$", text), text);
        assertEquals(CASES, count("(?m)^.* [0-9.]+ ms +[0-9.]+ times$", text), text);
        assertTrue(text.contains(" ms at rest (the goal: at most twice that)"), text);
        assertEquals(CASES, count("(?m)^.* look-ups .* acknowledgements$", text), text);
        Matcher moved = Pattern.compile("midnight moved ([0-9]+) customers").matcher(text);
        assertTrue(moved.find() && Math.abs(Integer.parseInt(moved.group(1)) - 500) < 100, text);
    }

    @Test
    void shouldRefuseNumbersThatMeasureNothing() {
        assertEquals(2, new CommandLine(command).execute("--customers", "10"));
        assertEquals(2, new CommandLine(command).execute("--seconds", "0"));
        assertEquals("", printed.toString(StandardCharsets.UTF_8));
    }

    private static long count(String line, String text) {
        return Pattern.compile(line).matcher(text).results().count();
    }
}
