package io.muster.bench.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a process has had of the cores since it began: in all, and on Linux by the names of its threads, numbers left
 * out ({@code /proc/PID/task}). Threads that have ended are only in the total.
 *
 * @param totalNs of all threads, nanoseconds
 * @param threadsNs by name; empty where the system does not say
 */
public record CpuTimes(long totalNs, Map<String, Long> threadsNs) {
    private static final long TICK_NS = 10_000_000;
    private static final int USER_FIELD = 11;
    private static final int SYSTEM_FIELD = 12;

    /** Of a process that is alive. */
    public static CpuTimes of(ProcessHandle process) {
        long totalNs = process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
        Path tasks = Path.of("/proc", Long.toString(process.pid()), "task");
        return new CpuTimes(totalNs, Files.isDirectory(tasks) ? threads(tasks) : Map.of());
    }

    /** What was had since {@code before}. */
    public CpuTimes since(CpuTimes before) {
        Map<String, Long> threads = new TreeMap<>(threadsNs);
        before.threadsNs.forEach((name, ns) -> threads.merge(name, -ns, Long::sum));
        return new CpuTimes(totalNs - before.totalNs, threads);
    }

    private static Map<String, Long> threads(Path tasks) {
        Map<String, Long> threads = new TreeMap<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(tasks)) {
            for (Path each : all) {
                add(each.resolve("stat"), threads);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return threads;
    }

    private static void add(Path stat, Map<String, Long> threads) {
        String line;
        try {
            line = Files.readString(stat);
        } catch (IOException ended) {
            return;
        }
        int open = line.indexOf('(');
        int close = line.lastIndexOf(')');
        String[] fields = line.substring(close + 2).split(" ");
        long ticks = Long.parseLong(fields[USER_FIELD]) + Long.parseLong(fields[SYSTEM_FIELD]);
        threads.merge(line.substring(open + 1, close).replaceAll("[-#0-9]+$", ""), ticks * TICK_NS, Long::sum);
    }
}
