package io.muster.bench.compare;

import io.muster.bench.machine.Directories;
import io.muster.bench.machine.Pinning;
import io.muster.bench.machine.ServerProcess;
import io.muster.bench.option.Bounds;
import io.muster.bench.option.HelpOption;
import io.muster.bench.option.SeedOption;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code muster bench compare}: what {@code bench/compare} runs once there is a {@code redis-server}. */
@Command(
        name = "compare",
        description = "Measures muster beside redis-server, which must be installed: the same members in both, the same"
                + " client, in turns. Both servers are started, and ended, by this.")
public final class CompareBench implements Callable<Integer> {
    private static final int MAX_CUSTOMERS = 100_000_000;

    @Option(
            names = "--customers",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "(default: ${DEFAULT-VALUE})")
    private int customers;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "7",
            description = "of each side, five or more (default: ${DEFAULT-VALUE})")
    private int rounds;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "1",
            description = "that a side is measured in each round (default: ${DEFAULT-VALUE})")
    private double seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "S",
            defaultValue = "3",
            description =
                    "seconds of each side before each case, not counted, and again while it still compiles (default:"
                            + " ${DEFAULT-VALUE})")
    private double warmUpSeconds;

    @Option(
            names = "--window",
            paramLabel = "N",
            defaultValue = "4096",
            description =
                    "requests under way in a full window (default: ${DEFAULT-VALUE}: enough that no server sleeps)")
    private int window;

    @Option(
            names = "--events",
            paramLabel = "N",
            defaultValue = "50000",
            description = "a second, beside look-ups, forced to disk (default: ${DEFAULT-VALUE})")
    private int eventsPerSecond;

    @Option(
            names = "--segments",
            paramLabel = "N",
            defaultValue = "256",
            description = "fewer load sooner; all of a customer's are then as many (default: ${DEFAULT-VALUE})")
    private int segments;

    @Option(
            names = "--only",
            paramLabel = "TEXT",
            description = "only cases whose name has this in it; may be given several times")
    private List<String> only = List.of();

    @Option(names = "--json", paramLabel = "FILE", description = "write every value of every round")
    private Path json;

    @Mixin
    private SeedOption seed;

    @Mixin
    private HelpOption help;

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final List<Outcome> outcomes = new ArrayList<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Bounds bounds = new Bounds()
                .within("--customers", customers, 1_000, MAX_CUSTOMERS)
                .atLeast("--rounds", rounds, 1)
                .atLeast("--window", window, 1)
                .atLeast("--events", eventsPerSecond, 1)
                .within("--segments", segments, 2, Shop.SEGMENTS)
                .positive("--seconds", seconds)
                .positive("--warm-up", warmUpSeconds)
                .atLeast("cores", Runtime.getRuntime().availableProcessors(), 2);
        if (bounds.areBroken(System.err)) {
            return Bounds.REFUSED;
        }
        Path data = Files.createTempDirectory("muster-compare");
        try {
            compare(data, new Shop(customers, segments));
        } finally {
            Directories.delete(data);
        }
        return 0;
    }

    private void compare(Path data, Shop shop) throws IOException, InterruptedException {
        Pinning.process(LookupCases.CLIENT_CORE);
        int redisPort = MusterProcess.redisPort();
        MemoryRow memory;
        Redis redis;
        boolean polls = MusterProcess.canBusyPoll() && isWanted("one look-up, busy-poll");
        try (RedisProcess redisProcess = RedisProcess.start(Pinning.before(LookupCases.SERVER_CORE), data)) {
            out.printf(Locale.ROOT, "loading %,d customers into redis-server%n", customers);
            redis = Redis.load(redisProcess.handle(), redisProcess.port(), shop);
            Path journal = data.resolve("muster");
            try (ServerProcess server = MusterProcess.start(journal, shop, redisPort, false, polls)) {
                out.printf(Locale.ROOT, "loading the same into muster%n");
                Muster muster = Muster.load(server.handle(), server.port(), redisPort, shop);
                memory = MemoryRow.of(muster, redis, shop);
                out.printf(
                        Locale.ROOT,
                        "an export of segment 0 is read back by RoaringBitmap: %,d members%n",
                        ExportCheck.members(muster, shop));
                Plan plan = new Plan(window, eventsPerSecond, false, seed.value());
                run(new LookupCases(muster, redis, shop, plan).all());
                run(new SetCases(muster, redis, shop, plan).all());
            }
            if (polls) {
                busyPoll(journal, shop, redis);
            }
        }
        print(redis, memory);
        if (json != null) {
            RawResults.write(json, shop, redis.version(), memory, outcomes);
        }
    }

    private void busyPoll(Path journal, Shop shop, Redis redis) throws IOException {
        try (ServerProcess server = MusterProcess.start(journal, shop, 0, true, false)) {
            Muster muster = Muster.find(server.handle(), server.port(), 0, shop);
            Plan plan = new Plan(window, eventsPerSecond, true, seed.value());
            run(List.of(new LookupCases(muster, redis, shop, plan).oneAcross()));
        }
    }

    private boolean isWanted(String name) {
        return only.isEmpty() || only.stream().anyMatch(name::contains);
    }

    private void run(List<Comparison> comparisons) throws IOException {
        Alternation alternation =
                new Alternation(rounds, Math.round(seconds * 1e9), Math.round(warmUpSeconds * 1e9), true);
        for (Comparison each : comparisons) {
            if (isWanted(each.name())) {
                out.printf(
                        Locale.ROOT, "%s beside %s%n", each.name(), each.rival().name());
                outcomes.add(alternation.run(each));
            }
        }
    }

    private void print(Redis redis, MemoryRow memory) {
        out.printf(
                Locale.ROOT,
                "%n%,d customers, %d segments of a tenth of them each; Redis %s; %d rounds of %.1f s a side, in turns"
                        + "%n%n",
                customers,
                segments,
                redis.version(),
                rounds,
                seconds);
        OutcomeTable.lines(outcomes).forEach(out::println);
        out.printf(
                Locale.ROOT,
                "%nBytes a membership: Redis set of ids %.1f; muster's published words %.2f (goal ≤ 1.3, bitmaps on the"
                        + " heap not in it). muster's ids take %.1f and its columns %.1f a customer.%n",
                memory.redisPerMember(),
                memory.wordsPerMember(),
                memory.idsPerCustomer(),
                memory.columnsPerCustomer());
    }
}
