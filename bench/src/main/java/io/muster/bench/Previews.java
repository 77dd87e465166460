package io.muster.bench;

import io.muster.bench.machine.Directories;
import io.muster.bench.machine.ServerProcess;
import io.muster.bench.option.Bounds;
import io.muster.bench.option.HelpOption;
import io.muster.bench.option.SeedOption;
import io.muster.protocol.client.ClientOptions;
import io.muster.protocol.client.Durability;
import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.WorkspaceClient;
import io.muster.tools.load.LineBatch;
import io.muster.tools.load.RecordLoad;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code muster bench previews}: what a count of a rule that is not saved takes, as {@code muster count} asks it. */
@Command(
        name = "previews",
        description = "Counts of rules of four conditions over one connection, one after the other: of segments'"
                + " own rules, and of rules that no segment has a condition of. Simulated data, nothing else going on.")
final class Previews implements Callable<Integer> {
    private static final String WORKSPACE = "previews";
    private static final long YEAR_MILLIS = Duration.ofDays(365).toMillis();
    private static final int LARGEST = 1_000_000;
    private static final int TEXTS = 30;
    private static final int SEGMENTS = 16;
    private static final int SAMPLE = 10;

    @Option(names = "--customers", paramLabel = "N", defaultValue = "1000000", description = "${DEFAULT-VALUE}")
    private int customers;

    @Option(names = "--rules", paramLabel = "N", defaultValue = "200", description = "of each kind: ${DEFAULT-VALUE}")
    private int rules;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "3", description = "of both kinds: ${DEFAULT-VALUE}")
    private int rounds;

    @Mixin
    private SeedOption seed;

    @Mixin
    private HelpOption help;

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private SplittableRandom random;

    @Override
    public Integer call() throws IOException {
        Bounds bounds = new Bounds()
                .atLeast("--customers", customers, 1)
                .atLeast("--rules", rules, 1)
                .atLeast("--rounds", rounds, 1);
        if (bounds.areBroken(System.err)) {
            return Bounds.REFUSED;
        }
        random = new SplittableRandom(seed.value());
        Path data = Files.createTempDirectory("muster-bench");
        try (ServerProcess server = ServerProcess.start(data, customers);
                MusterClient client = MusterClient.connect(
                        ClientOptions.of("127.0.0.1", server.port()).withRequestTimeoutMs(120_000))) {
            measure(client);
        } finally {
            Directories.delete(data);
        }
        return 0;
    }

    private void measure(MusterClient client) {
        client.createWorkspace(WORKSPACE, "Europe/Skopje", "EUR");
        WorkspaceClient workspace = client.workspace(WORKSPACE);
        load(workspace);
        String[] saved = new String[SEGMENTS];
        for (int i = 0; i < saved.length; i++) {
            saved[i] = rule(0);
            workspace.createSegment("segment " + i, saved[i]);
        }
        out.printf(Locale.ROOT, "%,d customers, %d rules of four conditions each%n", customers, rules);
        count("warm-up", workspace, () -> rule(1), rules);
        count("warm-up", workspace, () -> saved[random.nextInt(SEGMENTS)], rules);
        for (int round = 0; round < rounds; round++) {
            count("every condition known", workspace, () -> saved[random.nextInt(SEGMENTS)], rules);
            count("no condition known", workspace, () -> rule(1), rules);
        }
    }

    private void count(String name, WorkspaceClient workspace, Supplier<String> asked, int times) {
        Histogram histogram = new Histogram(600_000_000_000L, 3);
        long members = 0;
        for (int i = 0; i < times; i++) {
            String rule = asked.get();
            long beganNs = System.nanoTime();
            members += workspace.count(rule, SAMPLE).count();
            histogram.recordValue(System.nanoTime() - beganNs);
        }
        out.printf(
                Locale.ROOT,
                "%-22s p50 %8.2f  p99 %8.2f  longest %8.2f ms   %,d members on average%n",
                name,
                histogram.getValueAtPercentile(50) / 1e6,
                histogram.getValueAtPercentile(99) / 1e6,
                histogram.getMaxValue() / 1e6,
                members / times);
    }

    /** A rule; segments have even numbers in all of its conditions, others odd ones. */
    private String rule(int odd) {
        return String.format(
                Locale.ROOT,
                "field.score > %d AND customer_added_date >= now - %dh AND customer_language = 'l-%d'"
                        + " AND customer_tags CONTAINS 't-%d'",
                random.nextInt(LARGEST / 2) * 2 + odd,
                random.nextInt(180) * 48 + 24 + odd,
                random.nextInt(TEXTS / 2) * 2 + odd,
                random.nextInt(TEXTS / 2) * 2 + odd);
    }

    private void load(WorkspaceClient workspace) {
        RecordLoad load = new RecordLoad(
                (bytes, offset, length) -> workspace.appendAsync(bytes, offset, length, Durability.MEMORY), null);
        long nowMillis = System.currentTimeMillis();
        StringBuilder lines = new StringBuilder();
        long first = 1;
        for (int customer = 0; customer < customers; customer++) {
            line(customer, nowMillis - random.nextLong(YEAR_MILLIS), lines);
            if (lines.length() >= RecordLoad.BATCH_BYTES || customer == customers - 1) {
                byte[] bytes = lines.toString().getBytes(StandardCharsets.US_ASCII);
                int count = customer + 2 - (int) first;
                load.send(new LineBatch("shop", first, count, bytes, bytes.length));
                first += count;
                lines.setLength(0);
            }
        }
        load.drain();
        if (load.summary().refused() > 0) {
            throw new IllegalStateException(
                    "refused: " + load.summary().refusals().getFirst());
        }
    }

    private void line(int customer, long registeredMillis, StringBuilder to) {
        to.append("{\"type\":\"customer\",\"id\":\"")
                .append(customer)
                .append("\",\"registered_at\":")
                .append(registeredMillis)
                .append(",\"language\":\"l-")
                .append(random.nextInt(TEXTS))
                .append("\",\"tags\":[\"t-")
                .append(random.nextInt(TEXTS))
                .append("\"],\"fields\":{\"score\":")
                .append(random.nextInt(LARGEST))
                .append("}}\n");
    }
}
