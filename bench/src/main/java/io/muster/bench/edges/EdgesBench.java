package io.muster.bench.edges;

import io.muster.bench.machine.CpuTimes;
import io.muster.bench.machine.Directories;
import io.muster.bench.machine.ServerProcess;
import io.muster.bench.option.Bounds;
import io.muster.bench.option.HelpOption;
import io.muster.protocol.client.ChangeStream;
import io.muster.protocol.client.ClientOptions;
import io.muster.protocol.client.Membership;
import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.WorkspaceClient;
import io.muster.protocol.client.change.ChangeCause;
import io.muster.protocol.client.change.ChangePosition;
import io.muster.protocol.client.change.MemberChange;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code muster bench edges}: how late the end of a window is seen. */
@Command(
        name = "edges",
        description = "Times on the system's clock how late customers are seen to leave a window that ends, by the"
                + " change stream and by look-ups, and what the server takes for it. Simulated data.")
public final class EdgesBench implements Callable<Integer> {
    private static final String WORKSPACE = "edges";
    private static final int REQUEST_TIMEOUT_MS = 1_800_000;
    private static final long PATIENCE_MILLIS = 120_000;
    private static final int MOST_CUSTOMERS = 100_000_000;
    private static final int MOST_EDGES = 10_000_000;
    private static final double LEAST_SHARE = 0.0005;

    /** What it takes to load those who come for a part of the run, at this many a second, and a moment. */
    private static final int LOADED_PER_SECOND = 50_000;

    private static final long MOMENT_MILLIS = 1_000;

    @Option(
            names = "--customers",
            paramLabel = "N",
            defaultValue = "200000",
            description = "with an order each, who leave over the next 30 days (default: ${DEFAULT-VALUE})")
    private int customers;

    @Option(
            names = "--per-second",
            paramLabel = "R",
            defaultValue = "500",
            description = "more customers leave (default: ${DEFAULT-VALUE})")
    private int perSecond;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "10",
            description = "how long each part is measured (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Option(
            names = "--look-up-every",
            paramLabel = "N",
            defaultValue = "20",
            description = "customer who leaves is looked up until that is seen (default: ${DEFAULT-VALUE})")
    private int lookupEvery;

    @Mixin
    private HelpOption help;

    private final PrintStream out;
    private long startMillis;
    private int loaded;

    /** Prints to standard output. */
    public EdgesBench() {
        this(new PrintStream(System.out, true, StandardCharsets.UTF_8));
    }

    EdgesBench(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws IOException {
        Bounds bounds = new Bounds()
                .within("--customers", customers, 1, MOST_CUSTOMERS)
                .atLeast("--per-second", perSecond, 1)
                .atLeast("--seconds", seconds, 1)
                .within("--per-second times --seconds", (long) perSecond * seconds, 1, MOST_EDGES)
                .atLeast("--look-up-every", lookupEvery, 1);
        if (bounds.areBroken(System.err)) {
            return Bounds.REFUSED;
        }
        Path data = Files.createTempDirectory("muster-edges");
        int room = (int) Math.min(Integer.MAX_VALUE, customers + 3L * perSecond * seconds);
        try (ServerProcess server =
                        ServerProcess.start(data, room, "--http", "no", "--snapshot-journal-bytes", "1TiB");
                MusterClient client = MusterClient.connect(
                        ClientOptions.of("127.0.0.1", server.port()).withRequestTimeoutMs(REQUEST_TIMEOUT_MS))) {
            client.createWorkspace(WORKSPACE, "Europe/Skopje", "EUR");
            return measure(client.workspace(WORKSPACE), server.handle());
        } finally {
            Directories.delete(data);
        }
    }

    private int measure(WorkspaceClient workspace, ProcessHandle server) {
        EdgeShop shop = new EdgeShop(workspace);
        startMillis = System.currentTimeMillis();
        shop.load(0, customers, customer -> Leaving.ofOldMillis(customer, startMillis));
        loaded = customers;
        out.printf(
                Locale.ROOT,
                "%,d customers with an order each, loaded in %.1f s; a window of 30 days%n%n",
                customers,
                (System.currentTimeMillis() - startMillis) / 1e3);
        int segment = workspace.segment(EdgeShop.SEGMENT).id();
        // Not told: whatever is compiled is compiled in this one.
        byStream(workspace, shop, server, segment, "warm-up");
        atRest(server);
        long early = byStream(workspace, shop, server, segment, "change stream").early();
        early += byLookups(workspace, shop, server, segment).early();
        if (early > 0) {
            out.printf(Locale.ROOT, "%d customers left before they were due%n", early);
        }
        return early > 0 ? 1 : 0;
    }

    private void atRest(ProcessHandle server) {
        CpuTimes before = CpuTimes.of(server);
        long startNs = System.nanoTime();
        sleepUntil(System.currentTimeMillis() + seconds * 1_000L);
        printCpu("at rest", CpuTimes.of(server).since(before), System.nanoTime() - startNs);
    }

    /** Loads those who will leave; again with more time, where the first would have left before all were there. */
    private Leaving loadLeaving(EdgeShop shop) {
        int count = perSecond * seconds;
        long momentMillis = MOMENT_MILLIS + count * 1_000L / LOADED_PER_SECOND;
        while (true) {
            Leaving leaving = new Leaving(loaded, count, System.currentTimeMillis() + momentMillis, perSecond);
            shop.load(leaving.first(), count, leaving::dueMillis);
            loaded += count;
            if (System.currentTimeMillis() < leaving.firstMillis()) {
                return leaving;
            }
            momentMillis *= 2;
        }
    }

    private Lateness byStream(
            WorkspaceClient workspace, EdgeShop shop, ProcessHandle server, int segment, String name) {
        Lateness lateness = new Lateness();
        try (ChangeStream changes = workspace.changes(segment, ChangePosition.NOW)) {
            Leaving leaving = loadLeaving(shop);
            CpuTimes before = CpuTimes.of(server);
            long startNs = System.nanoTime();
            long giveUpMillis = leaving.firstMillis() + seconds * 1_000L + PATIENCE_MILLIS;
            for (int left = 0; left < leaving.count() && System.currentTimeMillis() < giveUpMillis; ) {
                MemberChange change = changes.poll();
                if (change == null || change.entered() || change.cause() != ChangeCause.TIME) {
                    continue;
                }
                int customer = EdgeShop.number(change.customer());
                if (customer >= leaving.first()) {
                    lateness.seen(leaving.dueMillis(customer));
                    left++;
                } else if (customer < customers) {
                    lateness.seen(Leaving.ofOldMillis(customer, startMillis));
                }
            }
            print(name, leaving.count(), lateness);
            printCpu(name, CpuTimes.of(server).since(before), System.nanoTime() - startNs);
        }
        return lateness;
    }

    private Lateness byLookups(WorkspaceClient workspace, EdgeShop shop, ProcessHandle server, int segment) {
        Lateness lateness = new Lateness();
        Leaving leaving = loadLeaving(shop);
        CpuTimes before = CpuTimes.of(server);
        long startNs = System.nanoTime();
        for (int index = 0; index < leaving.count(); index += lookupEvery) {
            int customer = leaving.first() + index;
            long dueMillis = leaving.dueMillis(customer);
            sleepUntil(dueMillis - 1);
            while (workspace.isMember(segment, EdgeShop.id(customer)) == Membership.MEMBER) {
                if (System.currentTimeMillis() > dueMillis + PATIENCE_MILLIS) {
                    throw new IllegalStateException("still a member " + PATIENCE_MILLIS + " ms after the window");
                }
            }
            lateness.seen(dueMillis);
        }
        print("look-ups", leaving.count(), lateness);
        printCpu("look-ups", CpuTimes.of(server).since(before), System.nanoTime() - startNs);
        return lateness;
    }

    private static void sleepUntil(long millis) {
        for (long left = millis - System.currentTimeMillis(); left > 0; left = millis - System.currentTimeMillis()) {
            LockSupport.parkNanos(left * 1_000_000);
        }
    }

    private void print(String name, int count, Lateness lateness) {
        out.printf(
                Locale.ROOT,
                "%-14s %,d of %,d seen to leave, %,d a second: %s%n",
                name,
                lateness.count(),
                count,
                perSecond,
                lateness);
    }

    private void printCpu(String name, CpuTimes times, long elapsedNs) {
        String threads = times.threadsNs().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .filter(each -> each.getValue() > LEAST_SHARE * elapsedNs)
                .map(each ->
                        String.format(Locale.ROOT, "%s %.1f %%", each.getKey(), 100.0 * each.getValue() / elapsedNs))
                .collect(Collectors.joining(", "));
        out.printf(
                Locale.ROOT,
                "%-14s server %.1f %% of a core: %s%n",
                name,
                100.0 * times.totalNs() / elapsedNs,
                threads);
    }
}
