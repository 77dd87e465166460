package io.muster.bench.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class GrowthBenchTest {
    private static final int RULES = 900;

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final GrowthBench command = new GrowthBench(new PrintStream(printed, true, StandardCharsets.UTF_8));

    @Test
    void shouldMeasureEachCostAlongEachAxis() throws IOException {
        Path plot = directory.resolve("growth.svg");
        int exitCode = new CommandLine(command)
                .execute(
                        "--customers", "300", "--segments", "18", "--times", "2", "--rounds", "1", "--plot", "" + plot);
        String text = printed.toString(StandardCharsets.UTF_8);

        assertEquals(0, exitCode, text);
        for (GrowthAxis axis : GrowthAxis.values()) {
            assertTrue(text.contains("\n" + axis.label() + " grow, ns each"), text);
        }
        for (Cost cost : Cost.values()) {
            Pattern line =
                    Pattern.compile("(?m)^" + cost.label() + " +[1-9][0-9,]* +[1-9][0-9,]* +[1-9][0-9,]* +[0-9.]+$");
            assertEquals(
                    GrowthAxis.values().length, line.matcher(text).results().count(), text);
        }
        assertTrue(Files.readString(plot).contains("<svg"));
    }

    @Test
    void shouldRefuseWhatIsNoGrowthOrTooMuch() {
        assertEquals(2, new CommandLine(command).execute("--times", "1"));
        assertEquals(2, new CommandLine(command).execute("--segments", "0"));
        assertEquals(2, new CommandLine(command).execute("--customers", "1000000"));
        assertEquals("", printed.toString(StandardCharsets.UTF_8));
    }

    @Test
    void shouldMoveCustomersByOrdersAndByTimeAlone() {
        List<String> rules = MixedCriteria.rules(RULES);
        assertEquals(RULES, new HashSet<>(rules).size());
        assertEquals(RULES, new HashSet<>(MixedCriteria.productRules(RULES)).size());
        try (EngineShop shop = new EngineShop(100, 2, rules)) {
            long loaded = shop.changes();
            assertTrue(loaded > 0);
            for (int i = 0; i < 50; i++) {
                shop.orderOfRandomCustomer();
            }
            long moved = shop.changes() - loaded;
            assertTrue(moved > 100 && moved < 1_000, "an order of 20 passes two or three thresholds: " + moved);
            shop.pass(86_400_000L * 365);
            assertTrue(shop.changes() > loaded + moved);
        }
    }
}
