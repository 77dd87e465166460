package io.muster.bench.load;

import io.muster.bench.option.Bounds;
import io.muster.bench.option.HelpOption;
import io.muster.bench.option.SeedOption;
import io.muster.protocol.client.ClientOptions;
import io.muster.protocol.client.Durability;
import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.MusterException;
import io.muster.protocol.client.MusterUnreachableException;
import io.muster.protocol.client.WorkspaceClient;
import io.muster.server.generate.ShopGenerator;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code muster bench load}: an open-loop load on a server that runs already. */
@Command(
        name = "load",
        description = "Sends requests of one kind to a running server at a fixed rate and shows their latencies from"
                + " when each was due (open loop, no coordinated omission).")
public final class LoadBench implements Callable<Integer> {
    private static final int UNREACHABLE = 3;
    private static final int MAX_CONNECTIONS = 1_000;
    private static final int MAX_BATCH = 8_192;
    private static final double MAX_RATE = 1_000_000;

    @Option(
            names = "--server",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:7717",
            description = "(default: ${DEFAULT-VALUE})")
    private String server;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "a file with the token in its first line (default: $MUSTER_TOKEN)")
    private Path tokenFile;

    @Option(names = "--workspace", paramLabel = "W", required = true)
    private String workspace;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            defaultValue = "member",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private RequestKind kind;

    @Option(names = "--segment", paramLabel = "NAME", description = "asked about (default: the first there is)")
    private String segment;

    @Option(names = "--rule", paramLabel = "RULE", description = "for --kind count (default: the segment's)")
    private String rule;

    @Option(names = "--ids", paramLabel = "FILE", description = "customers to ask about, an id a line")
    private Path ids;

    @Option(
            names = "--customers",
            paramLabel = "N",
            defaultValue = "10000",
            description = "without --ids: the first N of a generated shop (default: ${DEFAULT-VALUE})")
    private int customers;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "64",
            description = "customers or events a request has, where it has several (default: ${DEFAULT-VALUE})")
    private int batch;

    @Option(
            names = "--durability",
            paramLabel = "D",
            defaultValue = "disk",
            description = "of events: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Durability durability;

    @Option(
            names = "--rate",
            paramLabel = "R",
            defaultValue = "1000",
            description = "requests a second, of all connections together (default: ${DEFAULT-VALUE})")
    private double rate;

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "1",
            description = "a thread each, one request at a time on each (default: ${DEFAULT-VALUE})")
    private int connections;

    @Option(names = "--seconds", paramLabel = "S", defaultValue = "10", description = "(default: ${DEFAULT-VALUE})")
    private double seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "S",
            defaultValue = "3",
            description = "seconds before, that are not counted (default: ${DEFAULT-VALUE})")
    private double warmUpSeconds;

    @Option(names = "--hgrm", paramLabel = "FILE", description = "write the distribution for HdrHistogram's plotter")
    private Path hgrm;

    @Option(names = "--plot", paramLabel = "FILE", description = "write latency over percentile as SVG")
    private Path plot;

    @Mixin
    private SeedOption seed;

    @Mixin
    private HelpOption help;

    private final PrintStream out;

    /** Prints to standard output. */
    public LoadBench() {
        this(new PrintStream(System.out, true, StandardCharsets.UTF_8));
    }

    LoadBench(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (bounds().areBroken(System.err)) {
            return Bounds.REFUSED;
        }
        List<MusterClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < connections; i++) {
                clients.add(MusterClient.connect(clientOptions()));
            }
            return measure(clients);
        } catch (MusterException failure) {
            System.err.println(failure.getMessage());
            return failure instanceof MusterUnreachableException ? UNREACHABLE : 1;
        } finally {
            clients.forEach(MusterClient::close);
        }
    }

    private int measure(List<MusterClient> clients) throws IOException, InterruptedException {
        List<String> drawn = drawFrom();
        List<Request> requests = new ArrayList<>();
        for (MusterClient each : clients) {
            WorkspaceClient asked = each.workspace(workspace);
            Asked about = asked(asked);
            RequestSource source = new RequestSource(asked, drawn, about.segment(), about.rule(), batch, durability);
            requests.add(source.request(kind, new Random(seed.value() + requests.size())));
        }
        LoadResult result = OpenLoop.run(requests, rate, warmUpSeconds, seconds);
        String title = String.format(
                Locale.ROOT, "%s, %,.0f a second on %d connection(s) for %.0f s", kind, rate, connections, seconds);
        out.println(title);
        PercentileTable.print(out, result);
        out.printf(Locale.ROOT, "%-10s %,14.0f /s%n", "answered", result.perSecond());
        write(title, result);
        if (result.failed() > 0) {
            System.err.printf(
                    Locale.ROOT, "%,d requests failed; the first: %s%n", result.failed(), result.firstFailureOrNull());
            return 1;
        }
        return 0;
    }

    private void write(String title, LoadResult result) throws IOException {
        if (hgrm != null) {
            PercentileTable.writeHgrm(hgrm, result.fromDue());
        }
        if (plot != null) {
            Map<String, Histogram> curves = new LinkedHashMap<>();
            curves.put("from due", result.fromDue());
            curves.put("from sent", result.fromSent());
            PercentilePlot.write(plot, title, curves);
        }
    }

    private Asked asked(WorkspaceClient client) {
        if (kind == RequestKind.APPEND || kind == RequestKind.ORDINALS || kind == RequestKind.SEGMENTS) {
            return new Asked(0, "");
        }
        if (kind == RequestKind.COUNT && rule != null) {
            return new Asked(0, rule);
        }
        var found = segment == null ? client.segments().segments() : List.of(client.segment(segment));
        if (found.isEmpty()) {
            throw new IllegalStateException("workspace " + workspace + ": found no segment, expected one or more");
        }
        return new Asked(found.getFirst().id(), found.getFirst().rule());
    }

    private List<String> drawFrom() throws IOException {
        if (ids == null) {
            return IntStream.range(0, customers)
                    .mapToObj(ShopGenerator::customerId)
                    .toList();
        }
        List<String> read =
                Files.readAllLines(ids).stream().filter(line -> !line.isBlank()).toList();
        if (read.isEmpty()) {
            throw new IOException(ids + ": found no id, expected one or more");
        }
        return read;
    }

    private ClientOptions clientOptions() throws IOException {
        int colon = server.lastIndexOf(':');
        String token = System.getenv().getOrDefault("MUSTER_TOKEN", "");
        if (tokenFile != null) {
            token = Files.readAllLines(tokenFile).getFirst().strip();
        }
        return ClientOptions.of(server.substring(0, colon), Integer.parseInt(server.substring(colon + 1)))
                .withToken(token);
    }

    private Bounds bounds() {
        Bounds bounds = new Bounds()
                .positive("--rate", rate, MAX_RATE)
                .within("--connections", connections, 1, MAX_CONNECTIONS)
                .within("--batch", batch, 1, MAX_BATCH)
                .atLeast("--customers", customers, 1)
                .positive("--seconds", seconds)
                .notNegative("--warm-up", warmUpSeconds);
        return server.matches(".+:[1-9][0-9]{0,4}") ? bounds : bounds.refuse("--server", server, "HOST:PORT");
    }

    private record Asked(int segment, String rule) {}
}
