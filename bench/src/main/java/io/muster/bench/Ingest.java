package io.muster.bench;

import io.muster.bench.engine.MixedCriteria;
import io.muster.bench.machine.CpuTimes;
import io.muster.bench.machine.Directories;
import io.muster.bench.machine.ServerProcess;
import io.muster.bench.option.Bounds;
import io.muster.bench.option.HelpOption;
import io.muster.bench.option.ServerArguments;
import io.muster.protocol.client.ClientOptions;
import io.muster.protocol.client.Durability;
import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.WorkspaceClient;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How many events a server takes in a closed loop at each durability, and where its time goes: one line for each. */
@Command(
        name = "ingest",
        description = "Keeps batches of events on the way, at each durability in turn, and tells how many are taken and"
                + " what the server's threads had of the cores. Simulated data.")
public final class Ingest implements Callable<Integer> {
    private static final String WORKSPACE = "bench";
    /** So many that none comes again soon: with fewer, the same few customers grow long histories together. */
    private static final int BATCHES = 1_024;

    private static final int PRODUCTS = 10_000;
    private static final int CUSTOMER_EVERY = 10;
    private static final int LANGUAGES = 50;
    private static final double LEAST_SHARE = 0.01;
    private static final int MOST_BATCH_BYTES = 1 << 20;
    private static final int REQUEST_TIMEOUT_MS = 600_000;

    @Option(
            names = "--customers",
            paramLabel = "N",
            defaultValue = "100000",
            description = "whose events they are (default: ${DEFAULT-VALUE})")
    private int customers;

    @Option(
            names = "--criteria",
            paramLabel = "N",
            defaultValue = "10000",
            description = "of eight kinds, each of a segment of its own (default: ${DEFAULT-VALUE})")
    private int criteria;

    @Option(
            names = "--product-criteria",
            paramLabel = "N",
            defaultValue = "0",
            description = "more, each about one product looked at (default: ${DEFAULT-VALUE})")
    private int productCriteria;

    @Option(
            names = "--durability",
            paramLabel = "D",
            split = ",",
            defaultValue = "INTERVAL,DISK,MEMORY",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private List<Durability> durabilities;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "of each durability, in turns (default: ${DEFAULT-VALUE})")
    private int rounds;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "2",
            description = "of each round (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "S",
            defaultValue = "15",
            description = "before, not counted (default: ${DEFAULT-VALUE})")
    private int warmUpSeconds;

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "4",
            description = "that share the load (default: ${DEFAULT-VALUE})")
    private int connections;

    @Option(
            names = "--batch-bytes",
            paramLabel = "N",
            defaultValue = "65536",
            description = "(default: ${DEFAULT-VALUE})")
    private int batchBytes;

    @Option(
            names = "--on-the-way",
            paramLabel = "N",
            defaultValue = "16",
            description = "batches (default: ${DEFAULT-VALUE})")
    private int onTheWay;

    @Mixin
    private ServerArguments serverArguments;

    @Mixin
    private HelpOption help;

    private final PrintStream out;

    /** Prints to standard output. */
    public Ingest() {
        this(new PrintStream(System.out, true, StandardCharsets.UTF_8));
    }

    Ingest(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws IOException {
        Bounds bounds = new Bounds()
                .atLeast("--customers", customers, 1)
                .atLeast("--criteria", criteria, 1)
                .atLeast("--product-criteria", productCriteria, 0)
                .atLeast("--rounds", rounds, 1)
                .atLeast("--seconds", seconds, 1)
                .atLeast("--warm-up", warmUpSeconds, 0)
                .atLeast("--connections", connections, 1)
                .atLeast("--on-the-way", onTheWay, 1)
                .within("--batch-bytes", batchBytes, 1, MOST_BATCH_BYTES);
        if (bounds.areBroken(System.err)) {
            return Bounds.REFUSED;
        }
        Path data = Files.createTempDirectory("muster-ingest");
        String[] options = serverArguments.after("--http", "no", "--snapshot-journal-bytes", "1TiB");
        try (ServerProcess server = ServerProcess.start(data, customers * 2, options)) {
            measure(server);
        } finally {
            Directories.delete(data);
        }
        return 0;
    }

    private void measure(ServerProcess server) {
        ClientOptions options = ClientOptions.of("127.0.0.1", server.port()).withRequestTimeoutMs(REQUEST_TIMEOUT_MS);
        List<MusterClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < connections; i++) {
                clients.add(MusterClient.connect(options));
            }
            clients.getFirst().createWorkspace(WORKSPACE, "Europe/Skopje", "EUR");
            List<WorkspaceClient> workspaces =
                    clients.stream().map(each -> each.workspace(WORKSPACE)).toList();
            long startNs = System.nanoTime();
            define(workspaces);
            double definedSeconds = (System.nanoTime() - startNs) / 1e9;
            List<OfferedLoad.Batch> batches = batches();
            out.printf(
                    Locale.ROOT,
                    "%,d criteria and %,d of products, defined in %.1f s; batches of %,d bytes, %d on the way on %d"
                            + " connections; %d rounds of %d s at each durability, in turns%n%n",
                    criteria,
                    productCriteria,
                    definedSeconds,
                    batchBytes,
                    onTheWay,
                    connections,
                    rounds,
                    seconds);
            Map<Durability, List<Round>> all = new EnumMap<>(Durability.class);
            for (int spent = 0; spent < warmUpSeconds; spent += seconds) {
                run(workspaces, batches, durabilities.getFirst(), server.handle());
            }
            for (int round = 0; round < rounds; round++) {
                for (Durability each : durabilities) {
                    all.computeIfAbsent(each, any -> new ArrayList<>())
                            .add(run(workspaces, batches, each, server.handle()));
                }
            }
            all.forEach(this::print);
        } finally {
            clients.forEach(MusterClient::close);
        }
    }

    /** Before there are customers, so that each is in force at once. */
    private void define(List<WorkspaceClient> workspaces) {
        List<String> rules = new ArrayList<>(MixedCriteria.rules(criteria));
        rules.addAll(MixedCriteria.productRules(productCriteria));
        CompletableFuture<?>[] defining = new CompletableFuture<?>[workspaces.size()];
        for (int i = 0; i < defining.length; i++) {
            int first = i;
            defining[i] = CompletableFuture.runAsync(
                    () -> {
                        for (int rule = first; rule < rules.size(); rule += defining.length) {
                            workspaces.get(first).createSegment("s" + rule, rules.get(rule));
                        }
                    },
                    each -> Thread.ofPlatform().start(each));
        }
        CompletableFuture.allOf(defining).join();
    }

    private Round run(
            List<WorkspaceClient> workspaces,
            List<OfferedLoad.Batch> batches,
            Durability durability,
            ProcessHandle server) {
        OfferedLoad load = new OfferedLoad(workspaces, batches, durability);
        CpuTimes before = CpuTimes.of(server);
        CpuTimes ownBefore = CpuTimes.of(ProcessHandle.current());
        load.keepOnTheWay(onTheWay, seconds);
        CpuTimes cpu = CpuTimes.of(server).since(before);
        CpuTimes own = CpuTimes.of(ProcessHandle.current()).since(ownBefore);
        load.drain();
        return new Round(load.recordsPerSecond(), load.seconds(), cpu, own);
    }

    /** One line: the median round, the least and the greatest, and where the time of that median round went. */
    private void print(Durability durability, List<Round> all) {
        List<Round> sorted = new ArrayList<>(all);
        Collections.sort(sorted, (one, other) -> Double.compare(one.perSecond(), other.perSecond()));
        Round median = sorted.get(sorted.size() / 2);
        out.printf(
                Locale.ROOT,
                "%-9s %,9.0f events a second (%,.0f to %,.0f); %,.0f ns of the server's time each, %% of a core: %s;"
                        + " load %.0f%n",
                durability,
                median.perSecond(),
                sorted.getFirst().perSecond(),
                sorted.getLast().perSecond(),
                median.server().totalNs() / (median.perSecond() * median.seconds()),
                threads(median),
                median.percent(median.load().totalNs()));
    }

    private static String threads(Round round) {
        return round.server().threadsNs().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .filter(each -> each.getValue() > LEAST_SHARE * round.server().totalNs())
                .map(each -> String.format(Locale.ROOT, "%s %.0f", each.getKey(), round.percent(each.getValue())))
                .collect(Collectors.joining(", "));
    }

    /** Nine in ten are products looked at, one changes a customer. */
    private List<OfferedLoad.Batch> batches() {
        SplittableRandom random = new SplittableRandom(1);
        long nowMillis = System.currentTimeMillis();
        OfferedLoad.Batch[] batches = new OfferedLoad.Batch[BATCHES];
        for (int i = 0; i < BATCHES; i++) {
            StringBuilder lines = new StringBuilder();
            int records = 0;
            while (lines.length() < batchBytes) {
                putEvent(lines, records++, nowMillis, random);
            }
            byte[] utf8 = lines.toString().getBytes(StandardCharsets.UTF_8);
            batches[i] = new OfferedLoad.Batch(utf8, utf8.length, records);
        }
        return Arrays.asList(batches);
    }

    private void putEvent(StringBuilder lines, int number, long nowMillis, SplittableRandom random) {
        int customer = random.nextInt(customers);
        if (number % CUSTOMER_EVERY == 0) {
            lines.append("{\"type\":\"customer\",\"id\":\"c-").append(customer);
            lines.append("\",\"language\":\"language ")
                    .append(random.nextInt(LANGUAGES))
                    .append("\"}\n");
        } else {
            lines.append("{\"type\":\"product_viewed\",\"customer\":\"c-").append(customer);
            lines.append("\",\"time\":").append(nowMillis);
            lines.append(",\"product\":\"p-").append(random.nextInt(PRODUCTS)).append("\"}\n");
        }
    }

    /**
     * What one round came to.
     *
     * @param perSecond events taken
     * @param seconds how long it was
     * @param server what the server had of the cores
     * @param load what this process had
     */
    private record Round(double perSecond, double seconds, CpuTimes server, CpuTimes load) {
        double percent(long ns) {
            return ns / seconds / 1e7;
        }
    }
}
