package io.muster.bench.edges;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

@Timeout(300)
class EdgesBenchTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final EdgesBench command = new EdgesBench(new PrintStream(printed, true, StandardCharsets.UTF_8));

    @Test
    void shouldSeeEverybodyLeaveAndNobodyTooEarly() {
        int exitCode = new CommandLine(command)
                .execute("--customers 500 --per-second 100 --seconds 1 --look-up-every 10".split(" "));
        String text = printed.toString(StandardCharsets.UTF_8);

        assertEquals(0, exitCode, text);
        assertTrue(text.contains("\nchange stream  100 of 100 seen to leave"), text);
        assertTrue(text.contains("\nlook-ups       10 of 100 seen to leave"), text);
        assertTrue(text.contains("\nat rest        server "), text);
    }

    @Test
    void shouldRefuseNumbersThatMeasureNothing() {
        assertEquals(2, new CommandLine(command).execute("--customers", "0"));
        assertEquals(2, new CommandLine(command).execute("--per-second", "1000000", "--seconds", "100"));
        assertEquals("", printed.toString(StandardCharsets.UTF_8));
    }

    @Test
    void shouldCountAsLateWhatIsSeenAfterwardsAndAsEarlyWhatIsSeenBefore() {
        Lateness lateness = new Lateness();
        long nowMillis = System.currentTimeMillis();
        lateness.seen(nowMillis - 5_000);
        assertEquals(0, lateness.early());
        assertTrue(lateness.percentile(100) >= 4_990, lateness.toString());
        lateness.seen(nowMillis + 3_600_000);
        assertEquals(1, lateness.early());
        assertEquals(2, lateness.count());
    }

    @Test
    void shouldSpreadCustomersOverTheWindow() {
        long day = 86_400_000L;
        int[] byThird = new int[3];
        for (int customer = 0; customer < 3_000; customer++) {
            long dueMillis = Leaving.ofOldMillis(customer, 0);
            assertTrue(dueMillis >= 0 && dueMillis < 30 * day);
            byThird[(int) (dueMillis / (10 * day))]++;
        }
        for (int each : byThird) {
            assertTrue(each > 850 && each < 1_150, () -> each + " in ten days");
        }
        assertEquals(42, EdgeShop.number(EdgeShop.id(42)));
        assertEquals(12_000, new Leaving(7, 2_000, 2_000, 100).dueMillis(1_007));
    }
}
