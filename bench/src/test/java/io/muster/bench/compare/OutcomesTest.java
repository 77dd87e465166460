package io.muster.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutcomesTest {
    private static final Contender.Measure NOTHING = durationNs -> Map.of();

    @TempDir
    private Path directory;

    private static Outcome outcome(Goal goal) {
        Comparison comparison = new Comparison(
                "look-ups",
                1,
                "pinned",
                new Contender("muster", null, NOTHING),
                new Contender("Redis SISMEMBER", null, NOTHING),
                List.of(goal));
        return new Outcome(
                comparison,
                Map.of(Metric.PER_SECOND, List.of(6.0, 7.0, 8.0)),
                Map.of(Metric.PER_SECOND, List.of(2.0, 1.0, 1.0)));
    }

    @Test
    void shouldDivideRoundByRound() {
        assertEquals(new Ratios(0.5, 2, 3), Ratios.of(List.of(1.0, 6.0, 4.0), List.of(2.0, 2.0, 2.0)));
        assertEquals(new Ratios(1, 1.5, 2), Ratios.of(List.of(2.0, 8.0), List.of(1.0, 8.0)));
        assertThrows(IllegalArgumentException.class, () -> Ratios.of(List.of(), List.of()));
        assertThrows(IllegalArgumentException.class, () -> Ratios.of(List.of(1.0), List.of(1.0, 2.0)));
    }

    @Test
    void shouldPrintMedianRatiosAndWhetherTheGoalIsMet() {
        List<String> met = OutcomeTable.lines(List.of(outcome(Goal.ratioAtLeast(Metric.PER_SECOND, 5))));
        List<String> missed = OutcomeTable.lines(List.of(outcome(Goal.ratioAtLeast(Metric.PER_SECOND, 7.5))));
        List<String> ofMuster = OutcomeTable.lines(List.of(outcome(Goal.valueAtMost(Metric.PER_SECOND, 6.5))));

        assertEquals(
                "| look-ups | Redis SISMEMBER | pinned | a second | 7.00 M/s | 1.00 M/s | 3.00 / 7.00 / 8.00 | ≥ 5 × |"
                        + " met |",
                met.get(2));
        assertTrue(missed.get(2).endsWith("| ≥ 7.5 × | **missed** |"), missed.get(2));
        assertTrue(ofMuster.get(2).endsWith("| ≤ 6.5 M/s | **missed** |"), ofMuster.get(2));
        assertEquals(columns(met.get(0)), columns(met.get(2)));
        assertEquals(columns(met.get(0)), columns(met.get(1)));
    }

    @Test
    void shouldWriteEveryValueAsJson() throws IOException {
        Path file = directory.resolve("results.json");

        RawResults.write(
                file,
                new Shop(10),
                "7.0.15",
                new MemoryRow(50, 1.25, 20, 8),
                List.of(outcome(Goal.ratioAtLeast(Metric.PER_SECOND, 5))));
        JsonNode all = new ObjectMapper().readTree(file.toFile());

        assertEquals(10, all.path("customers").asInt());
        assertEquals(1.25, all.at("/memory/wordsPerMember").asDouble());
        assertEquals(8.0, all.at("/cases/0/muster/a second, M~1s/2").asDouble());
        assertEquals("Redis SISMEMBER", all.at("/cases/0/beside").asText());
    }

    @Test
    void shouldReadInfo() {
        RedisInfo info = RedisInfo.parse(
                "$90\r\n# Server\r\nredis_version:7.0.15\r\n\r\n# Memory\r\nused_memory:1234567\r\nmem:a:b\r\n");

        assertEquals(1_234_567, info.usedMemoryBytes());
        assertEquals("7.0.15", info.version());
        assertThrows(
                IllegalStateException.class,
                () -> RedisInfo.parse("# Memory\r\n").usedMemoryBytes());
    }

    @Test
    void shouldHaveATenthOfTheCustomersInEachSegment() {
        Shop shop = new Shop(20_000);
        long all = 0;
        for (int segment = 0; segment < shop.segments(); segment++) {
            long members = shop.members(segment, segment);
            all += members;
            assertTrue(members > 1_700 && members < 2_300, "segment " + segment + ": " + members);
        }
        long both = shop.members(0, 1);
        assertTrue(both > 140 && both < 260, "both of two that are independent: " + both);
        long rows = 0;
        for (int customer = 0; customer < shop.customers(); customer++) {
            rows += shop.segmentsOf(customer).size();
        }
        assertEquals(all, rows);
        byte[] bits = shop.bitmap(0);
        int firstMember = 0;
        while (!Shop.isMember(0, firstMember)) {
            firstMember++;
        }
        assertEquals(0x80 >> (firstMember & 7), Integer.highestOneBit(bits[firstMember >> 3] & 0xFF));
        assertEquals("000000012345", Shop.id(12_345));
    }

    private static long columns(String line) {
        return line.chars().filter(character -> character == '|').count();
    }
}
