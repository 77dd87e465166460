package io.muster.bench;

import io.muster.bench.machine.Directories;
import io.muster.bench.machine.ServerProcess;
import io.muster.bench.option.Bounds;
import io.muster.bench.option.HelpOption;
import io.muster.bench.option.SeedOption;
import io.muster.protocol.client.ClientOptions;
import io.muster.protocol.client.MusterClient;
import io.muster.server.generate.ShopGenerator;
import io.muster.tools.cli.JvmThreads;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * What look-ups and acknowledgements take while the server does the longest things that it can be asked for: a server
 * in its own process on loopback, its journal forced to disk, its clock moved by hand.
 */
@Command(
        name = "worst-cases",
        description =
                "Times look-ups and acknowledgements beside a midnight that moves a third of the customers, an edit of"
                        + " a segment over all of them, a rule of 100,000 products, a customer of 100,000 events, and"
                        + " the end of that customer and of a workspace."
                        + " Simulated data.")
public final class WorstCases implements Callable<Integer> {
    private static final String WORKSPACE = "worst";
    private static final long WARM_UP_MILLIS = 3_000;
    private static final int ORDERS = 200;

    /** What is loaded would begin one, which has a bench of its own. */
    private static final String NO_SNAPSHOT = "1TiB";

    private static final int OTHER_CUSTOMERS = 200_000;

    @Option(
            names = "--customers",
            paramLabel = "N",
            defaultValue = "10000000",
            description = "with an order each (default: ${DEFAULT-VALUE})")
    private int customers;

    @Option(
            names = "--events",
            paramLabel = "N",
            defaultValue = "100000",
            description = "of the one customer who has many (default: ${DEFAULT-VALUE})")
    private int events;

    @Option(
            names = "--products",
            paramLabel = "N",
            defaultValue = "100000",
            description = "that the long rule names (default: ${DEFAULT-VALUE})")
    private int products;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "5",
            description = "how long each case is watched, or longer (default: ${DEFAULT-VALUE})")
    private double seconds;

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
            names = "--data-under",
            paramLabel = "DIR",
            description = "where the journal lies in a directory that is deleted, such as /dev/shm, which takes no time"
                    + " to force (default: the system's for temporary files)")
    private Path dataUnder;

    @Mixin
    private SeedOption seed;

    @Mixin
    private HelpOption help;

    private final PrintStream out;

    /** Prints to standard output. */
    public WorstCases() {
        this(new PrintStream(System.out, true, StandardCharsets.UTF_8));
    }

    WorstCases(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws IOException {
        Bounds bounds = new Bounds()
                .atLeast("--customers", customers, 1_000)
                .atLeast("--events", events, 1)
                .atLeast("--products", products, 1)
                .positive("--seconds", seconds)
                .within("--look-ups", lookups, 1, 1_000_000)
                .atLeast("--appends", appends, 1);
        if (bounds.areBroken(System.err)) {
            return Bounds.REFUSED;
        }
        // The load shares the server's cores here; elsewhere what its JVM compiles and collects would not be in the
        // server's way.
        JvmThreads.makeNice();
        Path data = dataUnder == null
                ? Files.createTempDirectory("muster-bench")
                : Files.createTempDirectory(dataUnder, "muster-bench");
        int room = (int) Math.min(Integer.MAX_VALUE, customers * 5L / 4);
        try (ServerProcess server = ServerProcess.start(
                data,
                room,
                "--clock",
                "manual",
                "--now",
                WorstCaseScript.REHEARSAL_START.toString(),
                "--snapshot-journal-bytes",
                NO_SNAPSHOT)) {
            ClientOptions options = ClientOptions.of("127.0.0.1", server.port()).withRequestTimeoutMs(1_800_000);
            WorstCaseTable.print(out, measure(options, server.handle()));
        } finally {
            Directories.delete(data);
        }
        return 0;
    }

    private List<Bystanders.Measured> measure(ClientOptions server, ProcessHandle process) throws IOException {
        WorstCaseRecords records = new WorstCaseRecords(WorstCaseScript.START, products, seed.value());
        try (MusterClient client = MusterClient.connect(server)) {
            WorstCaseScript.rehearse(
                    WorstCaseScript.REHEARSAL_START, client, customers, events, products, seed.value());
            client.createWorkspace(WORKSPACE, WorstCaseScript.ZONE, "EUR");
            WorstCaseScript script =
                    new WorstCaseScript(WorstCaseScript.START, client, client.workspace(WORKSPACE), records);
            out.printf(Locale.ROOT, "loading %,d customers, and one with %,d events%n", customers, events);
            long startNs = System.nanoTime();
            script.prepare(customers, events);
            out.printf(Locale.ROOT, "loaded in %.1f s%n", (System.nanoTime() - startNs) / 1e9);
            Random random = new Random(seed.value());
            WorstCaseRecords beside = new WorstCaseRecords(WorstCaseScript.START, products, seed.value(), "b-");
            Bystanders.Load load = new Bystanders.Load(lookups, appends, customers);
            try (Bystanders bystanders = new Bystanders(
                    server,
                    process,
                    WORKSPACE,
                    load,
                    () -> beside.newOrder(ShopGenerator.customerId(random.nextInt(customers))),
                    seed.value())) {
                return measure(script, bystanders);
            }
        }
    }

    private List<Bystanders.Measured> measure(WorstCaseScript script, Bystanders bystanders) {
        long leastMillis = Math.round(seconds * 1_000);
        List<Bystanders.Measured> cases = new ArrayList<>();
        bystanders.during("warm-up", Math.min(leastMillis, WARM_UP_MILLIS), () -> {});
        cases.add(bystanders.during(WorstCaseTable.AT_REST, leastMillis, () -> {}));
        long before = script.movedByDay();
        cases.add(bystanders.during("local midnight", leastMillis, script::midnight));
        out.printf(Locale.ROOT, "midnight moved %,d customers%n%n", before - script.movedByDay());
        cases.add(bystanders.during("edit over all customers", leastMillis, script::edit));
        String list = String.format(Locale.ROOT, "rule of %,d products", products);
        cases.add(bystanders.during(list, leastMillis, script::listProducts));
        cases.add(bystanders.during(
                ORDERS + " orders against it", leastMillis, () -> script.orderListedProducts(ORDERS)));
        String heavy = String.format(Locale.ROOT, "customer of %,d events: ", events);
        cases.add(bystanders.during(heavy + "order", leastMillis, script::orderOfHeavy));
        cases.add(bystanders.during(heavy + "corrected", leastMillis, script::correctOrderOfHeavy));
        cases.add(bystanders.during(heavy + "answer", leastMillis, script::askAboutHeavy));
        cases.add(bystanders.during(heavy + "windows", leastMillis, script::defineWindows));
        cases.add(bystanders.during(heavy + "order again", leastMillis, script::orderOfHeavy));
        cases.add(bystanders.during(heavy + "explain, until", leastMillis, script::explainHeavy));
        cases.add(bystanders.during(heavy + "half a day", leastMillis, script::passHalfADay));
        cases.add(bystanders.during(heavy + "what if", leastMillis, script::tryOrderOfHeavy));
        cases.add(bystanders.during(heavy + "deleted", leastMillis, script::deleteHeavy));
        int others = Math.min(customers, OTHER_CUSTOMERS);
        script.prepareOther(others);
        String other = String.format(Locale.ROOT, "workspace of %,d customers deleted", others);
        cases.add(bystanders.during(other, leastMillis, script::deleteOther));
        return cases;
    }
}
