package io.muster.bench;

import io.muster.bench.machine.Directories;
import io.muster.bench.machine.ServerProcess;
import io.muster.bench.option.Bounds;
import io.muster.bench.option.HelpOption;
import io.muster.bench.option.SeedOption;
import io.muster.bench.option.ServerArguments;
import io.muster.protocol.client.ClientOptions;
import io.muster.protocol.client.Durability;
import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.WorkspaceClient;
import io.muster.protocol.client.answer.FieldInfo;
import io.muster.server.generate.ShopGenerator;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * What a server does when it is offered twice and ten times what it can do, with look-ups beside it, and how long a
 * single record takes beside a connection that sends all it may: a server in its own process on loopback.
 */
@Command(
        name = "overload",
        description = "Offers a server more than it can do, and times BUSY and what is taken. Simulated data.")
public final class Overload implements Callable<Integer> {
    private static final String WORKSPACE = "bench";
    private static final int PEAK_WINDOW = 16;
    private static final int CLIENT_WINDOW = 4_096;
    private static final int FLOOD_WINDOW = 1_000;
    private static final int BATCH_BYTES = 16 * 1024;
    private static final int FLOOD_BATCH_BYTES = 256 * 1024;
    private static final int SINGLES_PER_SECOND = 5;
    private static final int CUSTOMERS = 20_000;
    private static final int BATCHES = 64;
    private static final int MOST_SEGMENTS = 2_000;
    private static final int THREADS = 3;
    private static final double WARM_UP_TIMES = 5;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "10",
            description = "how long each part is measured (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "S",
            defaultValue = "30",
            description = "how long the same goes on before (default: ${DEFAULT-VALUE})")
    private int warmUpSeconds;

    @Option(
            names = "--segments",
            paramLabel = "N",
            defaultValue = "100",
            description = "what the engine has to keep for each record (default: ${DEFAULT-VALUE})")
    private int segments;

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "4",
            description = "that share the load (default: ${DEFAULT-VALUE})")
    private int connections;

    @Option(
            names = "--lookups",
            paramLabel = "R",
            defaultValue = "500",
            description = "look-ups a second beside it (default: ${DEFAULT-VALUE})")
    private int lookupsPerSecond;

    @Option(
            names = "--durability",
            paramLabel = "D",
            defaultValue = "DISK",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Durability durability;

    @Option(
            names = "--times",
            paramLabel = "X",
            split = ",",
            defaultValue = "0.8,1,1.2,2,5,10",
            description = "how many times the closed loop's goodput is offered (default: ${DEFAULT-VALUE})")
    private List<Double> times;

    @Option(
            names = "--apart",
            description = "the load on the last core and the server on the others, so that neither takes the other's")
    private boolean apart;

    @Mixin
    private ServerArguments serverArguments;

    @Option(names = "--only-single", description = "only how long a single record takes, alone and beside a flood")
    private boolean onlySingle;

    @Mixin
    private SeedOption seed;

    @Mixin
    private HelpOption help;

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    @Override
    public Integer call() throws IOException {
        Bounds bounds = new Bounds()
                .atLeast("--seconds", seconds, 1)
                .atLeast("--warm-up", warmUpSeconds, 0)
                .within("--segments", segments, 1, MOST_SEGMENTS)
                .atLeast("--connections", connections, 1)
                .atLeast("--lookups", lookupsPerSecond, 1);
        times.forEach(each -> bounds.positive("--times", each));
        if (bounds.areBroken(System.err)) {
            return Bounds.REFUSED;
        }
        Path data = Files.createTempDirectory("muster-bench");
        try (ServerProcess server = start(data);
                ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            measure(server, threads);
        } finally {
            Directories.delete(data);
        }
        return 0;
    }

    private ServerProcess start(Path data) throws IOException {
        Cores cores = new Cores();
        if (apart) {
            cores.takeLast();
        }
        return ServerProcess.start(apart ? cores.others() : List.of(), data, CUSTOMERS * 2, serverArguments.after());
    }

    private void measure(ServerProcess server, ExecutorService threads) {
        ClientOptions options = ClientOptions.of("127.0.0.1", server.port())
                .withRequestTimeoutMs(120_000)
                .withWindow(CLIENT_WINDOW);
        List<MusterClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < connections + 2; i++) {
                clients.add(MusterClient.connect(options));
            }
            clients.getFirst().createWorkspace(WORKSPACE, "Europe/Skopje", "EUR");
            List<WorkspaceClient> workspaces = clients.subList(0, connections).stream()
                    .map(each -> each.workspace(WORKSPACE))
                    .toList();
            define(workspaces.getFirst());
            MusterClient watching = clients.get(connections);
            WorkspaceClient looking = clients.get(connections + 1).workspace(WORKSPACE);
            if (onlySingle) {
                warmUp(workspaces, batches(BATCH_BYTES));
            } else {
                overload(workspaces, looking, watching, server.handle(), threads);
            }
            single(workspaces, batches(FLOOD_BATCH_BYTES));
        } finally {
            clients.forEach(MusterClient::close);
        }
    }

    /** A record that moves a customer from one score to another passes a third of all thresholds on average. */
    private void define(WorkspaceClient workspace) {
        workspace.declareField("score", FieldInfo.Type.NUMBER);
        for (int i = 0; i < segments; i++) {
            workspace.createSegment("above " + i, "field.score > " + i);
        }
    }

    private void overload(
            List<WorkspaceClient> workspaces,
            WorkspaceClient looking,
            MusterClient watching,
            ProcessHandle server,
            ExecutorService threads) {
        List<OfferedLoad.Batch> batches = batches(BATCH_BYTES);
        out.printf(
                Locale.ROOT,
                "%d segments by score; batches of %d KiB, %s, on %d connections, %d look-ups a second on another; %d s"
                        + " each; load and server %s%n%n",
                segments,
                BATCH_BYTES / 1024,
                durability,
                connections,
                lookupsPerSecond,
                seconds,
                apart ? "on cores of their own" : "share the cores");
        warmUp(workspaces, batches);
        PacedLookups lookups = new PacedLookups(looking, CUSTOMERS, lookupsPerSecond, seed.value());
        List<OverloadPhase> phases = new ArrayList<>();
        OfferedLoad closed = new OfferedLoad(workspaces, batches, durability);
        phases.add(OverloadPhase.measure(
                "closed", closed, () -> closed.keepOnTheWay(PEAK_WINDOW, seconds), lookups, watching, server, threads));
        for (double each : times) {
            OfferedLoad open = new OfferedLoad(workspaces, batches, durability);
            double perSecond = each * closed.batchesPerSecond();
            phases.add(OverloadPhase.measure(
                    String.format(Locale.ROOT, "%.3g×", each),
                    open,
                    () -> open.atRate(perSecond, seconds),
                    lookups,
                    watching,
                    server,
                    threads));
        }
        OfferedLoad again = new OfferedLoad(workspaces, batches, durability);
        phases.add(OverloadPhase.measure(
                "closed", again, () -> again.keepOnTheWay(PEAK_WINDOW, seconds), lookups, watching, server, threads));
        double peak = phases.stream()
                .mapToDouble(each -> each.load().recordsPerSecond())
                .max()
                .orElseThrow();
        OverloadPhase.printHead(out);
        phases.forEach(each -> each.print(out, peak));
        out.println();
        phases.forEach(each -> each.printCpu(out));
    }

    /** Until little is compiled any more, refusing included. */
    private void warmUp(List<WorkspaceClient> workspaces, List<OfferedLoad.Batch> batches) {
        OfferedLoad closed = new OfferedLoad(workspaces, batches, durability);
        closed.keepOnTheWay(PEAK_WINDOW, (warmUpSeconds + 1) / 2);
        closed.drain();
        OfferedLoad over = new OfferedLoad(workspaces, batches, durability);
        over.atRate(WARM_UP_TIMES * closed.batchesPerSecond(), (warmUpSeconds + 1) / 2);
        over.drain();
    }

    private void single(List<WorkspaceClient> workspaces, List<OfferedLoad.Batch> batches) {
        out.printf(
                Locale.ROOT,
                "%nsingle records, %d a second, alone and beside one connection with up to %d batches of %d KiB on"
                        + " the way%n%n",
                SINGLES_PER_SECOND,
                FLOOD_WINDOW,
                FLOOD_BATCH_BYTES / 1024);
        byte[] record =
                "{\"type\":\"customer\",\"id\":\"c-single\",\"tags\":[\"vip\"]}\n".getBytes(StandardCharsets.UTF_8);
        long aloneUntilNs = System.nanoTime() + seconds * 1_000_000_000L;
        Histogram alone = new PacedAppends(workspaces.getFirst(), () -> record, SINGLES_PER_SECOND)
                .run(() -> System.nanoTime() < aloneUntilNs);
        OfferedLoad flood = new OfferedLoad(List.of(workspaces.getLast()), batches, durability);
        Thread flooding = Thread.ofPlatform().start(() -> flood.keepOnTheWay(FLOOD_WINDOW, seconds));
        Histogram beside =
                new PacedAppends(workspaces.getFirst(), () -> record, SINGLES_PER_SECOND).run(flooding::isAlive);
        flood.drain();
        SideBySide.print(out, "alone", alone, "beside", beside);
        out.printf(Locale.ROOT, "%nthe flood: %,.0f records a second%n", flood.recordsPerSecond());
    }

    /** Upserts of customers that there are: however often they come, each costs the same. */
    private List<OfferedLoad.Batch> batches(int bytes) {
        SplittableRandom random = new SplittableRandom(seed.value());
        List<OfferedLoad.Batch> batches = new ArrayList<>();
        for (int i = 0; i < BATCHES; i++) {
            StringBuilder lines = new StringBuilder();
            int records = 0;
            while (lines.length() < bytes) {
                lines.append("{\"type\":\"customer\",\"id\":\"")
                        .append(ShopGenerator.customerId(random.nextInt(CUSTOMERS)))
                        .append("\",\"fields\":{\"score\":")
                        .append(random.nextInt(segments))
                        .append("}}\n");
                records++;
            }
            byte[] utf8 = lines.toString().getBytes(StandardCharsets.UTF_8);
            batches.add(new OfferedLoad.Batch(utf8, utf8.length, records));
        }
        return batches;
    }
}
