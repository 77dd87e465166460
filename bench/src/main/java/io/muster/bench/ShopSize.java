package io.muster.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.muster.bench.machine.Directories;
import io.muster.bench.machine.ServerProcess;
import io.muster.bench.option.Bounds;
import io.muster.bench.option.HelpOption;
import io.muster.bench.option.SeedOption;
import io.muster.bench.option.ServerArguments;
import io.muster.protocol.client.ClientOptions;
import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.SegmentInfo;
import io.muster.protocol.client.WorkspaceClient;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
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

/** {@code muster bench size}: a whole shop from {@code muster generate | muster load}, and what it takes. */
@Command(
        name = "size",
        description = "Loads a generated shop into a server of its own, as muster generate | muster load does, with"
                + " segments of three conditions each that no other has. Tells how long it took, where the memory is"
                + " and what look-ups take among so many. Simulated data.")
final class ShopSize implements Callable<Integer> {
    private static final String WORKSPACE = "shop";
    private static final int CONDITIONS = 3;
    private static final int LOOKUPS_PER_SECOND = 1_000;
    private static final int MEGABYTE = 1_000_000;

    private static final List<String> NOT_FOR_CHILDREN =
            List.of("-Xm", "-Xlog", "-XX:MaxRAMPercentage", "-XX:+UseZGC", "-agentlib", "-javaagent");

    @Option(
            names = "--customers",
            paramLabel = "N",
            defaultValue = "200000",
            description = "as of muster generate (default: ${DEFAULT-VALUE})")
    private int customers;

    @Option(
            names = "--orders-per-customer",
            paramLabel = "X",
            defaultValue = "6.2",
            description = "likewise; 6.2 makes twenty events a customer (default: ${DEFAULT-VALUE})")
    private double ordersPerCustomer;

    @Option(
            names = "--segments",
            paramLabel = "N",
            defaultValue = "1000",
            description = "of three criteria each (default: ${DEFAULT-VALUE})")
    private int segments;

    @Option(
            names = "--durability",
            paramLabel = "WHEN",
            defaultValue = "disk",
            description = "as of muster load (default: ${DEFAULT-VALUE})")
    private String durability;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "10",
            description = "how long look-ups are timed when all is loaded (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "an empty directory for the server (default: one that is deleted)")
    private Path kept;

    @Mixin
    private ServerArguments serverArguments;

    @Mixin
    private SeedOption seed;

    @Mixin
    private HelpOption help;

    private final JsonMapper mapper = new JsonMapper();
    private final PrintStream out;

    ShopSize() {
        this(new PrintStream(System.out, true, StandardCharsets.UTF_8));
    }

    /** Prints there. */
    ShopSize(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws Exception {
        Bounds bounds = new Bounds()
                .atLeast("--customers", customers, 1)
                .atLeast("--segments", segments, 1)
                .atLeast("--seconds", seconds, 1);
        if (bounds.areBroken(System.err)) {
            return Bounds.REFUSED;
        }
        Path data = kept == null ? Files.createTempDirectory("muster-bench") : kept;
        String[] options = serverArguments.after("--snapshot-on-stop=no");
        try (ServerProcess server = ServerProcess.start(data, customers, options);
                MusterClient client = MusterClient.connect(options(server))) {
            define(client);
            load(server);
            tell(server, client);
            lookUp(server);
        } finally {
            if (kept == null) {
                Directories.delete(data);
            }
        }
        return 0;
    }

    private static ClientOptions options(ServerProcess server) {
        return ClientOptions.of("127.0.0.1", server.port()).withRequestTimeoutMs(120_000);
    }

    private void define(MusterClient client) {
        client.createWorkspace(WORKSPACE, "Europe/Skopje", "EUR");
        WorkspaceClient workspace = client.workspace(WORKSPACE);
        for (int i = 0; i < segments; i++) {
            workspace.createSegment("segment " + i, ShopRules.rule(i));
        }
    }

    /** Two processes and a pipe, as a shell would start them. */
    private void load(ServerProcess server) throws IOException, InterruptedException {
        ProcessBuilder generate = muster(
                "generate",
                "--customers=" + customers,
                "--orders-per-customer=" + ordersPerCustomer,
                "--seed=" + (int) seed.value());
        ProcessBuilder load = muster(
                        "load",
                        "--server=127.0.0.1:" + server.port(),
                        "--workspace=" + WORKSPACE,
                        "--durability=" + durability,
                        "-")
                .redirectOutput(ProcessBuilder.Redirect.INHERIT);
        long beganNs = System.nanoTime();
        for (Process each : ProcessBuilder.startPipeline(List.of(generate, load))) {
            int exitCode = each.waitFor();
            if (exitCode != 0) {
                throw new IOException(each.info().commandLine().orElse("muster") + ": exit code " + exitCode);
            }
        }
        out.printf(Locale.ROOT, "generated and loaded in %,.1f s%n", (System.nanoTime() - beganNs) / 1e9);
    }

    private static ProcessBuilder muster(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (NOT_FOR_CHILDREN.stream().noneMatch(option::startsWith)) {
                command.add(option);
            }
        }
        command.addAll(List.of("-XX:+UseSerialGC", "-Xmx512m", "-cp", System.getProperty("java.class.path")));
        command.add("io.muster.tools.MusterCommand");
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    private void tell(ServerProcess server, MusterClient client) throws IOException {
        JsonNode status = status(client);
        long memberships = 0;
        for (SegmentInfo each : client.workspace(WORKSPACE).segments().segments()) {
            memberships += each.cardinality();
        }
        out.printf(
                Locale.ROOT,
                "%,d customers, %,d segments of %,d criteria, %,d memberships%n",
                client.workspace(WORKSPACE).info().customers(),
                segments,
                segments * CONDITIONS,
                memberships);
        status.path("memory").properties().stream()
                .filter(each -> each.getKey().endsWith("_bytes"))
                .forEach(each -> out.printf(
                        Locale.ROOT,
                        "%-28s %,10d MB%n",
                        each.getKey().replace("_bytes", ""),
                        each.getValue().asLong() / MEGABYTE));
        for (String line : Files.readAllLines(
                Path.of("/proc", Long.toString(server.handle().pid()), "status"))) {
            if (line.startsWith("VmRSS") || line.startsWith("VmHWM")) {
                out.println(line);
            }
        }
    }

    private JsonNode status(MusterClient client) {
        try {
            return mapper.readTree(client.statusJson());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("status: " + e.getMessage(), e);
        }
    }

    private void lookUp(ServerProcess server) throws IOException {
        Bystanders.Load load = new Bystanders.Load(LOOKUPS_PER_SECOND, 1, customers);
        try (Bystanders bystanders =
                new Bystanders(options(server), server.handle(), WORKSPACE, load, ShopSize::view, seed.value())) {
            bystanders.during("warm-up", seconds * 500L, () -> {});
            WorstCaseTable.print(out, List.of(bystanders.during(WorstCaseTable.AT_REST, seconds * 1_000L, () -> {})));
        }
    }

    private static byte[] view() {
        String record = "{\"type\":\"product_viewed\",\"customer\":\"c-1\",\"product\":\"p-1\",\"time\":";
        return (record + System.currentTimeMillis() + "}\n").getBytes(StandardCharsets.US_ASCII);
    }
}
