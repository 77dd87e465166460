package io.muster.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.server.MusterServer;
import io.muster.server.ServerOptions;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every case against a server in this process, small and not pinned. That an answer is right is checked by the cases
 * themselves; where there is a {@code redis-server}, they stand beside it.
 */
class CasesTest {
    private static final Shop SHOP = new Shop(2_000);
    private static final Plan PLAN = new Plan(64, 5_000, false, System.nanoTime());
    private static final long TURN_NS = 15_000_000;
    private static final long LONGEST_TURN_NS = 20_000_000_000L;

    @TempDir
    private static Path directory;

    private static MusterServer server;
    private static Muster muster;

    @BeforeAll
    static void load() throws IOException {
        System.out.println("seed " + PLAN.seed());
        server = MusterServer.start(ServerOptions.builder()
                .systemClock()
                .dataDirectory(directory.resolve("data"))
                .port(0)
                .expectedCustomers(10_000)
                .build());
        muster = Muster.load(ProcessHandle.current(), server.port(), 0, SHOP);
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    private static List<Comparison> cases(Redis redis) {
        List<Comparison> cases = new ArrayList<>(new LookupCases(muster, redis, SHOP, PLAN).all());
        cases.addAll(new SetCases(muster, redis, SHOP, PLAN).all());
        return cases;
    }

    @Test
    void shouldAnswerEveryCaseRightly() throws IOException {
        Redis none = new Redis(ProcessHandle.current(), 1, 1, "none");
        for (Comparison each : cases(none)) {
            Map<Metric, Double> values = each.muster().measure().run(TURN_NS);
            // In a short turn on a busy machine the server may have had no core.
            for (long turnNs = 4 * TURN_NS; hasNothing(values) && turnNs < LONGEST_TURN_NS; turnNs *= 4) {
                values = each.muster().measure().run(turnNs);
            }
            assertTrue(!values.isEmpty(), each.name());
            values.forEach((metric, value) ->
                    assertTrue(value > 0 || metric == Metric.CPU, () -> each.name() + ": " + metric + " " + value));
        }
        assertTrue(ExportCheck.members(muster, SHOP) > 120);
        MemoryRow memory = MemoryRow.of(muster, none, SHOP);
        assertTrue(memory.wordsPerMember() > 0 && memory.idsPerCustomer() > 0, memory.toString());
    }

    private static boolean hasNothing(Map<Metric, Double> values) {
        return values.entrySet().stream().anyMatch(each -> each.getKey() != Metric.CPU && each.getValue() <= 0);
    }

    @Test
    void shouldNoticeAWrongAnswer() {
        Shop other = new Shop(2 * SHOP.customers());
        LookupCases cases = new LookupCases(muster, new Redis(null, 1, 1, "none"), other, PLAN);

        // Half of those asked about are in the other shop only, and a tenth of these in the segment: a few answers may
        // all be right by chance, where a busy machine gives no more in a short turn.
        Contender.Measure oneLookup = cases.all().getFirst().muster().measure();
        assertThrows(IllegalStateException.class, () -> {
            for (long turnNs = TURN_NS; turnNs < LONGEST_TURN_NS; turnNs *= 4) {
                oneLookup.run(turnNs);
            }
        });
    }

    @Test
    void shouldStandBesideRedisWhereThereIsOne() throws IOException, InterruptedException {
        if (!isOnThePath("redis-server")) {
            System.out.println("no redis-server on the path: its side is not measured (apt-get install redis-server)");
            return;
        }
        Path work = Files.createDirectory(directory.resolve("redis"));
        try (RedisProcess process = RedisProcess.start(List.of(), work)) {
            Redis redis = Redis.load(process.handle(), process.port(), SHOP);
            Alternation alternation = new Alternation(2, TURN_NS, TURN_NS, false);
            List<Outcome> outcomes = new ArrayList<>();
            for (Comparison each : cases(redis)) {
                Outcome outcome = alternation.run(each);
                outcomes.add(outcome);
                outcome.muster().forEach((metric, rounds) -> assertEquals(2, rounds.size(), metric.label()));
            }
            assertTrue(redis.bytesPerSetMember() > 20, redis.toString());
            assertTrue(OutcomeTable.lines(outcomes).size() > 2 + outcomes.size());
        }
    }

    private static boolean isOnThePath(String command) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(each -> Files.isExecutable(Path.of(each, command)));
    }
}
