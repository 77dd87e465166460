package io.muster.bench;

import io.muster.bench.machine.CpuTimes;
import io.muster.protocol.client.MusterClient;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.HdrHistogram.Histogram;

/**
 * What one load did to a server, with look-ups beside it.
 *
 * @param name of the load
 * @param load what was offered, and became of it
 * @param lookups round trips in nanoseconds
 * @param queue the deepest that was found
 * @param server what the server had of the cores
 * @param generator what this process had
 */
record OverloadPhase(
        String name, OfferedLoad load, Histogram lookups, QueueWatch queue, CpuTimes server, CpuTimes generator) {
    private static final double LEAST_SHARE = 0.005;

    /** Runs {@code action}, which offers the load, with look-ups and a look at the queue beside it. */
    static OverloadPhase measure(
            String name,
            OfferedLoad load,
            Runnable action,
            PacedLookups lookups,
            MusterClient watching,
            ProcessHandle serverProcess,
            ExecutorService threads) {
        CpuTimes serverBefore = CpuTimes.of(serverProcess);
        CpuTimes ownBefore = CpuTimes.of(ProcessHandle.current());
        QueueWatch queue = new QueueWatch(watching);
        CompletableFuture<Void> loading = CompletableFuture.runAsync(action, threads);
        CompletableFuture<Void> looking = CompletableFuture.runAsync(() -> queue.run(() -> !loading.isDone()), threads);
        Histogram times = lookups.run(() -> !loading.isDone());
        loading.join();
        CpuTimes server = CpuTimes.of(serverProcess).since(serverBefore);
        CpuTimes own = CpuTimes.of(ProcessHandle.current()).since(ownBefore);
        looking.join();
        load.drain();
        return new OverloadPhase(name, load, times, queue, server, own);
    }

    static void printHead(PrintStream out) {
        out.printf(
                Locale.ROOT,
                "%-8s %10s %7s %11s %8s %7s %9s %9s %10s %9s %13s %13s %11s %8s %8s%n",
                "load",
                "offered/s",
                "held",
                "goodput/s",
                "of peak",
                "BUSY",
                "p50 ms",
                "p99 ms",
                "taken p50",
                "p99 ms",
                "queue",
                "advice ms",
                "look-up p50",
                "p99 µs",
                "p99.9");
    }

    void print(PrintStream out, double peakPerSecond) {
        out.printf(
                Locale.ROOT,
                "%-8s %,10.0f %5.1f %% %,11.0f %6.1f %% %5.1f %% %9.1f %9.1f %10.1f %9.1f %4d %5.1f MB %13s %11.0f"
                        + " %8.0f %8.0f%n",
                name,
                load.offeredPerSecond(),
                100 * load.heldBackShare(),
                load.recordsPerSecond(),
                100 * load.recordsPerSecond() / peakPerSecond,
                100 * load.busyShare(),
                load.busy().getValueAtPercentile(50) / 1e6,
                load.busy().getValueAtPercentile(99) / 1e6,
                load.taken().getValueAtPercentile(50) / 1e6,
                load.taken().getValueAtPercentile(99) / 1e6,
                queue.mostBatches(),
                queue.mostBytes() / 1e6,
                load.leastAdviceMs() + " to " + load.mostAdviceMs(),
                lookups.getValueAtPercentile(50) / 1e3,
                lookups.getValueAtPercentile(99) / 1e3,
                lookups.getValueAtPercentile(99.9) / 1e3);
    }

    /** Where the cores' time went. */
    void printCpu(PrintStream out) {
        out.printf(
                Locale.ROOT,
                "%-8s server %4.1f s of %4.1f: %s; generator %4.1f s%n",
                name,
                server.totalNs() / 1e9,
                load.seconds(),
                threads(server),
                generator.totalNs() / 1e9);
    }

    private static String threads(CpuTimes times) {
        StringBuilder text = new StringBuilder();
        times.threadsNs().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .filter(each -> each.getValue() > LEAST_SHARE * times.totalNs())
                .forEach(each -> text.append(text.isEmpty() ? "" : ", ")
                        .append(each.getKey())
                        .append(String.format(Locale.ROOT, " %.1f", each.getValue() / 1e9)));
        return text.toString();
    }
}
