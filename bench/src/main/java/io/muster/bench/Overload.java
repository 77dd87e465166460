package io.muster.bench;

import io.muster.protocol.client.ClientOptions;
import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.WorkspaceClient;
import io.muster.protocol.client.answer.FieldInfo;
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
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What a server does when it is offered twice and ten times what it can do, and how long a single record takes beside a
 * connection that sends all it may: a server in its own process on loopback, its journal forced to disk.
 */
@Command(
        name = "overload",
        description = "Offers a server more than it can do, and times BUSY and what is taken. Simulated data.")
public final class Overload implements Callable<Integer> {
    private static final String WORKSPACE = "bench";
    private static final int CONNECTIONS = 4;
    private static final int PEAK_WINDOW = 16;
    private static final int FLOOD_WINDOW = 1_000;
    private static final int BATCH_BYTES = 16 * 1024;
    private static final int FLOOD_BATCH_BYTES = 256 * 1024;
    private static final int SINGLES_PER_SECOND = 100;
    private static final int CUSTOMERS = 20_000;
    private static final int BATCHES = 64;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "10",
            description = "how long each part is measured (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Option(
            names = "--segments",
            paramLabel = "N",
            defaultValue = "1000",
            description = "what the engine has to keep for each record (default: ${DEFAULT-VALUE})")
    private int segments;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "(default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "print this and end")
    private boolean help;

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    @Override
    public Integer call() throws IOException {
        if (seconds < 1 || segments < 1 || segments > 2_000) {
            System.err.println("expected --seconds of 1 or more, --segments of 1 to 2000");
            return 2;
        }
        Path data = Files.createTempDirectory("muster-bench");
        try (ServerProcess server = ServerProcess.start(data, CUSTOMERS * 2, CUSTOMERS * 4L)) {
            measure(ClientOptions.of("127.0.0.1", server.port())
                    .withRequestTimeoutMs(120_000)
                    .withWindow(FLOOD_WINDOW));
        } finally {
            Directories.delete(data);
        }
        return 0;
    }

    private void measure(ClientOptions server) {
        List<MusterClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                clients.add(MusterClient.connect(server));
            }
            clients.getFirst().createWorkspace(WORKSPACE, "Europe/Skopje", "EUR");
            List<WorkspaceClient> workspaces =
                    clients.stream().map(each -> each.workspace(WORKSPACE)).toList();
            define(workspaces.getFirst());
            overload(workspaces, batches(BATCH_BYTES));
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

    private void overload(List<WorkspaceClient> workspaces, List<OfferedLoad.Batch> batches) {
        out.printf(
                Locale.ROOT,
                "%d segments by score; batches of %d KiB on %d connections; %d s each%n%n",
                segments,
                BATCH_BYTES / 1024,
                CONNECTIONS,
                seconds);
        OfferedLoad warm = new OfferedLoad(workspaces, batches);
        warm.keepOnTheWay(PEAK_WINDOW, seconds);
        OfferedLoad peak = new OfferedLoad(workspaces, batches);
        peak.keepOnTheWay(PEAK_WINDOW, seconds);
        out.printf(
                Locale.ROOT,
                "%-8s %12s %9s %9s %12s %12s %12s %14s%n",
                "offered",
                "goodput",
                "of peak",
                "BUSY",
                "BUSY p50",
                "BUSY p99",
                "taken p99",
                "advice");
        print("peak", peak, peak);
        for (int times : new int[] {2, 10}) {
            OfferedLoad over = new OfferedLoad(workspaces, batches);
            over.atRate(times * peak.batchesPerSecond(), seconds);
            print(times + "×", over, peak);
        }
        OfferedLoad again = new OfferedLoad(workspaces, batches);
        again.keepOnTheWay(PEAK_WINDOW, seconds);
        print("peak", again, peak);
    }

    private void print(String name, OfferedLoad load, OfferedLoad peak) {
        out.printf(
                Locale.ROOT,
                "%-8s %,10.0f/s %7.1f %% %7.1f %% %9.1f ms %9.1f ms %9.1f ms %7d-%d ms%n",
                name,
                load.recordsPerSecond(),
                100 * load.recordsPerSecond() / peak.recordsPerSecond(),
                100 * load.busyShare(),
                load.busy().getValueAtPercentile(50) / 1e6,
                load.busy().getValueAtPercentile(99) / 1e6,
                load.taken().getValueAtPercentile(99) / 1e6,
                load.leastAdviceMs(),
                load.mostAdviceMs());
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
        OfferedLoad flood = new OfferedLoad(List.of(workspaces.getLast()), batches);
        Thread flooding = Thread.ofPlatform().start(() -> flood.keepOnTheWay(FLOOD_WINDOW, seconds));
        Histogram beside =
                new PacedAppends(workspaces.getFirst(), () -> record, SINGLES_PER_SECOND).run(flooding::isAlive);
        SideBySide.print(out, "alone", alone, "beside", beside);
        out.printf(Locale.ROOT, "%nthe flood: %,.0f records a second%n", flood.recordsPerSecond());
    }

    /** Upserts of customers that there are: however often they come, each costs the same. */
    private List<OfferedLoad.Batch> batches(int bytes) {
        SplittableRandom random = new SplittableRandom(seed);
        List<OfferedLoad.Batch> batches = new ArrayList<>();
        for (int i = 0; i < BATCHES; i++) {
            StringBuilder lines = new StringBuilder();
            int records = 0;
            while (lines.length() < bytes) {
                lines.append("{\"type\":\"customer\",\"id\":\"c-")
                        .append(random.nextInt(CUSTOMERS))
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
