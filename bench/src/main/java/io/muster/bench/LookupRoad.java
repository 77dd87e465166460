package io.muster.bench;

import io.muster.bench.machine.CpuTimes;
import io.muster.bench.machine.Directories;
import io.muster.bench.machine.ServerProcess;
import io.muster.bench.option.Bounds;
import io.muster.bench.option.HelpOption;
import io.muster.protocol.client.ClientOptions;
import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.WorkspaceClient;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code muster bench lookups}: what a look-up costs the server, over one connection, server and load a core each. */
@Command(
        name = "lookups",
        description =
                "Look-ups over one connection, one at a time, pipelined, in frames of 64 and by ordinal: how many a"
                    + " second, and what each costs the server's I/O thread. Linux: server on the first core, load on"
                    + " the last.")
final class LookupRoad implements Callable<Integer> {
    private static final int WINDOW = 1_024;
    private static final int IN_FRAME = 64;
    private static final int FRAMES = 16;
    private static final int ORDINAL_FRAMES = 64;
    private static final String IO_THREADS = "wire";

    @Option(names = "--customers", paramLabel = "N", defaultValue = "1000000", description = "${DEFAULT-VALUE}")
    private int customers;

    @Option(names = "--seconds", paramLabel = "S", defaultValue = "3", description = "of each part: ${DEFAULT-VALUE}")
    private int seconds;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "3", description = "of all parts: ${DEFAULT-VALUE}")
    private int rounds;

    @Option(names = "--busy-poll", description = "the server's I/O thread spins, and so does the load")
    private boolean busyPoll;

    @Option(
            names = "--one-core",
            description = "server and load share a core, for look-ups one at a time; both wait in the system")
    private boolean oneCore;

    @Mixin
    private HelpOption help;

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private ServerProcess server;

    @Override
    public Integer call() throws IOException {
        Bounds bounds = new Bounds()
                .atLeast("--customers", customers, 1)
                .atLeast("--seconds", seconds, 1)
                .atLeast("--rounds", rounds, 1);
        if (bounds.areBroken(System.err)) {
            return Bounds.REFUSED;
        }
        Path data = Files.createTempDirectory("muster-bench");
        Cores cores = new Cores();
        String[] more = busyPoll ? new String[] {"--io-threads", "1", "--busy-poll", "yes"} : oneThread();
        try (ServerProcess started = ServerProcess.start(data, customers, more)) {
            server = started;
            measure(cores);
        } finally {
            Directories.delete(data);
        }
        return 0;
    }

    private static String[] oneThread() {
        return new String[] {"--io-threads", "1"};
    }

    private void measure(Cores cores) throws IOException {
        ClientOptions options = ClientOptions.of("127.0.0.1", server.port()).withRequestTimeoutMs(120_000);
        int workspaceId;
        int segmentId;
        try (MusterClient client = MusterClient.connect(options)) {
            WorkspaceClient workspace = LookupShop.load(client, customers);
            workspaceId = workspace.info().id();
            segmentId = workspace.segment("even").id();
        }
        cores.takeLast();
        if (oneCore) {
            cores.giveLast(server.handle());
        } else {
            cores.giveOthers(server.handle());
        }
        try (RawLookups singles = new RawLookups(server.port(), busyPoll);
                RawLookups frames = new RawLookups(server.port(), busyPoll);
                RawLookups ordinals = new RawLookups(server.port(), busyPoll);
                RawLookups manyOrdinals = new RawLookups(server.port(), busyPoll)) {
            singles.prepareSingles(workspaceId, segmentId, customers, 1);
            frames.prepareFrames(workspaceId, segmentId, customers, IN_FRAME, 2);
            ordinals.prepareOrdinals(workspaceId, segmentId, customers, IN_FRAME, 2);
            manyOrdinals.prepareOrdinals(workspaceId, segmentId, customers, WINDOW, 2);
            run("warm-up", singles, 1, 1, 2);
            run("warm-up", singles, WINDOW, 1, 2);
            run("warm-up", frames, FRAMES, IN_FRAME, 2);
            run("warm-up", ordinals, ORDINAL_FRAMES, IN_FRAME, 2);
            run("warm-up", manyOrdinals, FRAMES, WINDOW, 2);
            for (int round = 0; round < rounds; round++) {
                run("one at a time", singles, 1, 1, seconds);
                if (!oneCore) {
                    run("pipelined", singles, WINDOW, 1, seconds);
                    run("frames of 64", frames, FRAMES, IN_FRAME, seconds);
                    run("64 ordinals", ordinals, ORDINAL_FRAMES, IN_FRAME, seconds);
                    run("1,024 ordinals", manyOrdinals, FRAMES, WINDOW, seconds);
                }
            }
        }
    }

    private void run(String name, RawLookups lookups, int window, int idsEach, int forSeconds) throws IOException {
        Histogram histogram = new Histogram(60_000_000_000L, 3);
        long cpuBefore = ioThreadNs();
        long startNs = System.nanoTime();
        long untilNs = startNs + forSeconds * 1_000_000_000L;
        long ids = 0;
        int next = 0;
        for (long nowNs = startNs; nowNs < untilNs; ) {
            next = next + window > lookups.requestCount() ? 0 : next;
            lookups.ask(next, window);
            next += window;
            ids += (long) window * idsEach;
            long answeredNs = System.nanoTime();
            histogram.recordValue(answeredNs - nowNs);
            nowNs = answeredNs;
        }
        double tookNs = System.nanoTime() - startNs;
        out.printf(
                Locale.ROOT,
                "%-14s %,12.0f ids/s  %7.1f ns of the I/O thread each   answers after p50 %8.1f  p99 %8.1f µs%n",
                name,
                ids / tookNs * 1e9,
                (ioThreadNs() - cpuBefore) / (double) ids,
                histogram.getValueAtPercentile(50) / 1e3,
                histogram.getValueAtPercentile(99) / 1e3);
    }

    private long ioThreadNs() {
        return CpuTimes.of(server.handle()).threadsNs().getOrDefault(IO_THREADS, 0L);
    }
}
