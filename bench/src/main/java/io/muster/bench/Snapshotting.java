package io.muster.bench;

import io.muster.protocol.client.ClientOptions;
import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.SnapshotInfo;
import io.muster.protocol.client.WorkspaceClient;
import io.muster.tools.generate.ShopGenerator;
import io.muster.tools.generate.ShopOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What a snapshot takes, what acknowledgements take meanwhile, and what a start from it takes. */
@Command(
        name = "snapshots",
        description = "Times acknowledgements at rest and while a snapshot is taken, and starts. Simulated data.")
public final class Snapshotting implements Callable<Integer> {
    private static final String WORKSPACE = "bench";
    private static final double ORDERS_PER_CUSTOMER = 2.5;
    private static final long TIMEOUT_MINUTES = 30;

    @Option(
            names = "--customers",
            paramLabel = "N",
            defaultValue = "200000",
            description = "of the shop, who are all loaded with what they did (default: ${DEFAULT-VALUE})")
    private int customers;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "10",
            description = "how long is measured at rest (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Option(
            names = "--rate",
            paramLabel = "R",
            defaultValue = "200",
            description = "records a second, each waited for (default: ${DEFAULT-VALUE})")
    private int rate;

    @Option(
            names = "--bytes-per-second",
            paramLabel = "SIZE",
            defaultValue = "200MiB",
            description = "as the server's option snapshot-bytes-per-second (default: ${DEFAULT-VALUE})")
    private String bytesPerSecond;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "(default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "print this and end")
    private boolean help;

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private int written;

    @Override
    public Integer call() throws IOException {
        Path data = Files.createTempDirectory("muster-bench");
        try {
            try (ServerProcess server = start(data)) {
                measure(options(server));
            }
            print(data);
            long startNs = System.nanoTime();
            try (ServerProcess server = start(data)) {
                long tookNs = System.nanoTime() - startNs;
                try (MusterClient client = MusterClient.connect(options(server))) {
                    out.printf(
                            Locale.ROOT,
                            "started again in %.1f s, with %,d customers%n",
                            tookNs / 1e9,
                            client.workspaces().getFirst().customers());
                }
            }
        } finally {
            Directories.delete(data);
        }
        return 0;
    }

    private ServerProcess start(Path data) throws IOException {
        return ServerProcess.start(
                data,
                customers * 2,
                customers * 4L,
                "--snapshot-on-stop=no",
                "--snapshot-journal-bytes=1TiB",
                "--snapshot-bytes-per-second=" + bytesPerSecond);
    }

    private static ClientOptions options(ServerProcess server) {
        return ClientOptions.of("127.0.0.1", server.port())
                .withRequestTimeoutMs((int) TimeUnit.MINUTES.toMillis(TIMEOUT_MINUTES));
    }

    private void measure(ClientOptions server) {
        ShopOptions shop = ShopOptions.of(customers, ORDERS_PER_CUSTOMER, seed, Instant.now());
        try (MusterClient client = MusterClient.connect(server)) {
            client.createWorkspace(WORKSPACE, shop.zone().getId(), shop.currency());
            try (RecordFeed feed = new RecordFeed(server, WORKSPACE, new ShopGenerator(shop))) {
                long startNs = System.nanoTime();
                long records = 0;
                long more = feed.feed(feed.prepare(200_000));
                while (more > 0) {
                    records += more;
                    more = feed.feed(feed.prepare(200_000));
                }
                out.printf(Locale.ROOT, "loaded %,d records in %.1f s%n", records, (System.nanoTime() - startNs) / 1e9);
            }
            measure(client);
        }
    }

    private void measure(MusterClient client) {
        WorkspaceClient workspace = client.workspace(WORKSPACE);
        PacedAppends appends = new PacedAppends(workspace, this::record, rate);
        long warmUntilNs = System.nanoTime() + 2_000_000_000L;
        appends.run(() -> System.nanoTime() < warmUntilNs);
        long untilNs = System.nanoTime() + seconds * 1_000_000_000L;
        Histogram atRest = appends.run(() -> System.nanoTime() < untilNs);
        CompletableFuture<SnapshotInfo> taking = CompletableFuture.supplyAsync(client::snapshot);
        Histogram meanwhile = appends.run(() -> !taking.isDone());
        SnapshotInfo taken = taking.join();
        out.printf(
                Locale.ROOT,
                "snapshot: %,d bytes in %,d ms; %d records a second, each until it is on the disk:%n%n",
                taken.lengthBytes(),
                taken.durationMillis(),
                rate);
        SideBySide.print(out, "at rest", atRest, "meanwhile", meanwhile);
    }

    private byte[] record() {
        written++;
        return ("{\"type\":\"customer\",\"id\":\"bench-" + written % 1000 + "\",\"first_name\":\"" + written + "\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private void print(Path data) throws IOException {
        out.println();
        try (var files = Files.list(data)) {
            for (Path file : files.sorted().toList()) {
                out.printf(Locale.ROOT, "%s: %,d bytes%n", file.getFileName(), Files.size(file));
            }
        }
    }
}
