package io.muster.bench;

import io.muster.bench.machine.Directories;
import io.muster.bench.machine.ServerProcess;
import io.muster.bench.option.Bounds;
import io.muster.bench.option.HelpOption;
import io.muster.bench.option.SeedOption;
import io.muster.protocol.client.ClientOptions;
import io.muster.protocol.client.MusterClient;
import io.muster.server.generate.ShopGenerator;
import io.muster.server.generate.ShopOptions;
import io.muster.tools.load.LineBatch;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * What a look-up takes at rest, and while records are being loaded: a server in its own process on loopback, its
 * journal forced to disk, the look-ups on one connection at a fixed rate and the records on another.
 */
@Command(
        name = "lookups-under-load",
        description = "Times look-ups at rest and while records are being loaded, side by side. Simulated data.")
public final class LookupsUnderLoad implements Callable<Integer> {
    private static final String WORKSPACE = "bench";
    private static final double ORDERS_PER_CUSTOMER = 2.5;
    private static final int WARM_UP_LOOKUPS = 20_000;
    private static final double RECORDS_A_CUSTOMER = 10.5;

    /** One in so many customers has registered before the measurement begins; those are asked about. */
    private static final int KNOWN_PART = 4;

    @Option(
            names = "--records",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "how many are loaded meanwhile; half as many are there before (default: ${DEFAULT-VALUE})")
    private long records;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "10",
            description = "how long is measured at rest (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Option(
            names = "--rate",
            paramLabel = "R",
            defaultValue = "2000",
            description = "look-ups a second (default: ${DEFAULT-VALUE})")
    private int rate;

    @Mixin
    private SeedOption seed;

    @Mixin
    private HelpOption help;

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    @Override
    public Integer call() throws IOException {
        Bounds bounds = new Bounds()
                .atLeast("--records", records, 1_000)
                .atLeast("--seconds", seconds, 1)
                .within("--rate", rate, 1, 1_000_000);
        if (bounds.areBroken(System.err)) {
            return Bounds.REFUSED;
        }
        int customers = (int) Math.min(ShopOptions.MAX_CUSTOMERS, Math.round(records * 1.6 / RECORDS_A_CUSTOMER));
        Path data = Files.createTempDirectory("muster-bench");
        try (ServerProcess server = ServerProcess.start(data, customers * 2)) {
            measure(ClientOptions.of("127.0.0.1", server.port()).withRequestTimeoutMs(120_000), customers);
        } finally {
            Directories.delete(data);
        }
        return 0;
    }

    private void measure(ClientOptions server, int customers) {
        ShopOptions shop = ShopOptions.of(customers, ORDERS_PER_CUSTOMER, seed.value(), Instant.now());
        try (MusterClient client = MusterClient.connect(server)) {
            client.createWorkspace(WORKSPACE, shop.zone().getId(), shop.currency());
            try (RecordFeed feed = new RecordFeed(server, WORKSPACE, new ShopGenerator(shop))) {
                out.printf(Locale.ROOT, "loading %,d records before the measurement%n", records / 2);
                feed.feed(feed.prepare(records / 2));
                measure(client, feed, customers);
            }
        }
    }

    private void measure(MusterClient client, RecordFeed feed, int customers) {
        List<LineBatch> batches = feed.prepare(records);
        PacedLookups lookups =
                new PacedLookups(client.workspace(WORKSPACE), customers / KNOWN_PART, rate, seed.value());
        long warmUntilNs = System.nanoTime() + 1_000_000_000L * WARM_UP_LOOKUPS / Math.max(rate, 4_000);
        lookups.run(() -> System.nanoTime() < warmUntilNs);
        out.printf(Locale.ROOT, "at rest: %,d look-ups a second for %d s%n", rate, seconds);
        long untilNs = System.nanoTime() + seconds * 1_000_000_000L;
        Histogram atRest = lookups.run(() -> System.nanoTime() < untilNs);
        out.printf(Locale.ROOT, "under load: the same while %,d records are loaded and forced to disk%n", records);
        long startNs = System.nanoTime();
        CompletableFuture<Long> loading = CompletableFuture.supplyAsync(() -> feed.feed(batches));
        CompletableFuture<Double> took = loading.thenApply(any -> (System.nanoTime() - startNs) / 1e9);
        Histogram underLoad = lookups.run(() -> !took.isDone());
        out.println();
        SideBySide.print(out, "at rest", atRest, "under load", underLoad);
        out.printf(
                Locale.ROOT,
                "%nloaded %,d records in %.1f s meanwhile: %,.0f a second%n",
                loading.join(),
                took.join(),
                loading.join() / took.join());
    }
}
