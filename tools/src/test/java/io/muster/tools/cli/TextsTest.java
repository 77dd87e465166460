package io.muster.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TextsTest {
    @Test
    void shouldAlignColumnsByTheCellsTheyFill() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new TextTable("name", ">size", "rule")
                .row("顧客", "1,000", "a > 1")
                .row("Ana\u0301", "7", "b\n  AND c")
                .print(new PrintStream(out, true, StandardCharsets.UTF_8));
        assertEquals(
                "name   size  rule\n顧客  1,000  a > 1\nAna\u0301       7  b AND c\n",
                out.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n"));
    }

    @Test
    void shouldPointAtThePlaceInTheRule() {
        assertEquals(
                "found 'x'\n  AND 顧客\tx".replace('\t', ' ') + "\n           ^",
                RuleTrouble.message("a > 1\nAND 顧客\tx", "found 'x'", 2, 8));
        assertEquals("why\n  ab\n    ^", RuleTrouble.message("ab", "why", 1, 90));
        assertEquals("why", RuleTrouble.message("ab", "why", 3, 1));
    }

    @Test
    void shouldReadDurations() {
        assertEquals(12 * 3_600_000L, DurationText.millis("12h"));
        assertEquals(36 * 3_600_000L, DurationText.millis("1d12h"));
        assertEquals(1_800_000L, DurationText.millis("30min"));
        assertEquals(1_800_000L, DurationText.millis("30m"));
        assertEquals(5L, DurationText.millis("5ms"));
        assertEquals(14 * 86_400_000L, DurationText.millis("2w"));
        assertEquals(90_000L, DurationText.millis("PT1M30S"));
        for (String wrong : new String[] {"", "12", "h", "12x", "12h soon", "-1h", "PX", "999999999999w"}) {
            assertEquals(
                    ExitCodes.USAGE,
                    assertThrows(CommandFailure.class, () -> DurationText.millis(wrong), wrong)
                            .exitCode());
        }
    }

    @Test
    void shouldReadAddresses() {
        assertEquals("shop.local:99", GlobalOptions.addressed("shop.local:99").toString());
        assertEquals("::1", GlobalOptions.addressed("[::1]:99").host());
        assertEquals(99, GlobalOptions.addressed("[::1]:99").port());
        assertEquals("::1", GlobalOptions.addressed("::1").host());
        assertEquals("here", GlobalOptions.addressed("here").host());
        for (String wrong : new String[] {":1", "a:0", "a:65536", "a:b", "a:"}) {
            assertThrows(CommandFailure.class, () -> GlobalOptions.addressed(wrong), wrong);
        }
    }
}
