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
import io.muster.server.generate.ShopGenerator;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * What look-ups and acknowledgements take while a snapshot is taken, and what a start from it takes: a server in its
 * own process on loopback, its journal forced to disk, its clock moved by hand.
 */
@Command(
        name = "snapshots",
        description =
                "Times look-ups and acknowledgements at rest and while a snapshot is taken, in turn, and starts from"
                        + " it. Simulated data.")
public final class Snapshotting implements Callable<Integer> {
    private static final long TIMEOUT_MINUTES = 30;
    private static final long WARM_UP_MILLIS = 5_000;

    /** After the start profiles and keys are moved to their maps, which takes a little less than so. */
    private static final int MOVED_PER_MILLI = 60;

    @Option(
            names = "--customers",
            paramLabel = "N",
            defaultValue = "200000",
            description = "with a profile and an order each (default: ${DEFAULT-VALUE})")
    private int customers;

    @Option(
            names = "--segments",
            paramLabel = "N",
            defaultValue = "100",
            description = "over them (default: ${DEFAULT-VALUE})")
    private int segments;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "2",
            description = "how often it is measured at rest and then beside a snapshot (default: ${DEFAULT-VALUE})")
    private int rounds;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "10",
            description = "how long is measured at rest (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Option(
            names = "--look-ups",
            paramLabel = "R",
            defaultValue = "1000",
            description = "a second (default: ${DEFAULT-VALUE})")
    private int lookups;

    @Option(
            names = "--appends",
            paramLabel = "R",
            defaultValue = "100",
            description = "a second, each forced to disk (default: ${DEFAULT-VALUE})")
    private int appends;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "what is loaded stays there, and is not loaded again (default: a directory that is deleted)")
    private Path kept;

    @Option(
            names = "--bytes-per-second",
            paramLabel = "SIZE",
            description = "as the server's option snapshot-bytes-per-second")
    private String bytesPerSecond;

    @Mixin
    private SeedOption seed;

    @Mixin
    private HelpOption help;

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    @Override
    public Integer call() throws IOException {
        Bounds bounds = new Bounds()
                .atLeast("--customers", customers, 1)
                .atLeast("--segments", segments, 1)
                .atLeast("--rounds", rounds, 1)
                .atLeast("--seconds", seconds, 1)
                .atLeast("--look-ups", lookups, 1)
                .atLeast("--appends", appends, 1);
        if (bounds.areBroken(System.err)) {
            return Bounds.REFUSED;
        }
        Path data = kept == null ? Files.createTempDirectory("muster-bench") : kept;
        try {
            if (isEmpty(data)) {
                load(data);
            }
            startAndMeasure(data);
            print(data);
        } finally {
            if (kept == null) {
                Directories.delete(data);
            }
        }
        return 0;
    }

    private static boolean isEmpty(Path data) throws IOException {
        if (!Files.isDirectory(data)) {
            return true;
        }
        try (var files = Files.list(data)) {
            return files.findAny().isEmpty();
        }
    }

    private ServerProcess start(Path data) throws IOException {
        List<String> options = new ArrayList<>(List.of(
                "--clock",
                "manual",
                "--now",
                SnapshotShop.START.toString(),
                "--snapshot-on-stop=no",
                "--snapshot-journal-bytes=1TiB"));
        if (bytesPerSecond != null) {
            options.add("--snapshot-bytes-per-second=" + bytesPerSecond);
        }
        int room = (int) Math.min(Integer.MAX_VALUE, customers * 5L / 4);
        return ServerProcess.start(data, room, options.toArray(String[]::new));
    }

    private static ClientOptions options(ServerProcess server) {
        return ClientOptions.of("127.0.0.1", server.port())
                .withRequestTimeoutMs((int) TimeUnit.MINUTES.toMillis(TIMEOUT_MINUTES));
    }

    /** Into a server of its own, which ends with a snapshot. */
    private void load(Path data) throws IOException {
        try (ServerProcess server = start(data);
                MusterClient client = MusterClient.connect(options(server))) {
            long startNs = System.nanoTime();
            long records = new SnapshotShop(customers, seed.value()).load(client, segments);
            out.printf(
                    Locale.ROOT,
                    "loaded %,d records of %,d customers into %,d segments in %.1f s%n",
                    records,
                    customers,
                    client.workspace(SnapshotShop.WORKSPACE)
                            .segments()
                            .segments()
                            .size(),
                    (System.nanoTime() - startNs) / 1e9);
            client.snapshot();
        }
    }

    private void startAndMeasure(Path data) throws IOException {
        long startNs = System.nanoTime();
        try (ServerProcess server = start(data);
                MusterClient client = MusterClient.connect(options(server))) {
            WorkspaceClient workspace = client.workspace(SnapshotShop.WORKSPACE);
            awaitAnswer(workspace);
            long answeredNs = System.nanoTime();
            SnapshotShop shop = new SnapshotShop(customers, System.nanoTime());
            byte[] order = shop.newOrder();
            workspace.append(order, 0, order.length, Durability.DISK);
            out.printf(
                    Locale.ROOT,
                    "started with %,d customers: first look-up answered after %.1f s, first record taken after %.1f"
                            + " s%n%n",
                    workspace.info().customers(),
                    (answeredNs - startNs) / 1e9,
                    (System.nanoTime() - startNs) / 1e9);
            WorstCaseTable.print(out, measure(client, server, shop));
        }
    }

    private void awaitAnswer(WorkspaceClient workspace) {
        int segment = workspace.segments().segments().getFirst().id();
        workspace.isMember(segment, ShopGenerator.customerId(customers - 1));
    }

    private List<Bystanders.Measured> measure(MusterClient client, ServerProcess server, SnapshotShop shop)
            throws IOException {
        List<Bystanders.Measured> cases = new ArrayList<>();
        Bystanders.Load load = new Bystanders.Load(lookups, appends, customers);
        try (Bystanders bystanders = new Bystanders(
                options(server), server.handle(), SnapshotShop.WORKSPACE, load, shop::newOrder, seed.value())) {
            bystanders.during("warm-up", WARM_UP_MILLIS, () -> {});
            cases.add(bystanders.during("after the start", seconds * 1_000L, () -> {}));
            bystanders.during("", customers / MOVED_PER_MILLI, () -> {});
            for (int round = 0; round < rounds; round++) {
                cases.add(bystanders.during(WorstCaseTable.AT_REST, seconds * 1_000L, () -> {}));
                cases.add(bystanders.during("beside a snapshot", 0, client::snapshot));
            }
        }
        return cases;
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
