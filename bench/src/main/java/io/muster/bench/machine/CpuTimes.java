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
    private static final String COMPILER = "CompilerThre";

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

    /** Of the threads that compile, where the process is a JVM. */
    public long compilersNs() {
        return threadsNs.entrySet().stream()
                .filter(thread -> thread.getKey().contains(COMPILER))
                .mapToLong(Map.Entry::getValue)
                .sum();
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

    private static void add(Path stat, Map<String, Long> threads) throws IOException {
        String line;
        try {
            line = Files.readString(stat);
        } catch (IOException ended) {
            return;
        }
        String name = line.substring(line.indexOf('(') + 1, line.lastIndexOf(')'));
        threads.merge(name.replaceAll("[-#0-9]+$", ""), ProcessStat.cpuNs(line), Long::sum);
    }
}
