package io.muster.bench.machine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Watches when a core of this machine was away: taken by a host, or held by the kernel. On each core is a
 * {@link CoreProbe} that goes before every other thread. Linux, with {@code taskset} and {@code chrt}, and by who may
 * use a real-time class; elsewhere it sees nothing, and says so. Any thread.
 */
public final class CoreWatch implements AutoCloseable {
    private static final String PRIORITY = "50";

    private final List<Process> probes = new ArrayList<>();

    /** When it began, and when it ended; they don't overlap. */
    private final ConcurrentSkipListMap<Long, Long> away = new ConcurrentSkipListMap<>();

    /** Begins to watch all cores. */
    public CoreWatch() throws IOException {
        for (int core = 0; core < Runtime.getRuntime().availableProcessors(); core++) {
            List<String> command = new ArrayList<>(Pinning.before(core));
            command.addAll(List.of("chrt", "-f", PRIORITY));
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx16m", "-cp"));
            command.addAll(List.of(System.getProperty("java.class.path"), CoreProbe.class.getName()));
            Process probe = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            probes.add(probe);
            Thread.ofPlatform().daemon().name("core-watch-" + core).start(() -> read(probe));
        }
    }

    /** Whether it still watches every core. */
    public boolean isWatching() {
        return probes.stream().allMatch(Process::isAlive);
    }

    /** How long between the two a core was away, nanoseconds; while several are, that counts once. */
    public long awayNs(long fromNs, long toNs) {
        Long first = away.floorKey(fromNs);
        long sum = 0;
        for (var each :
                away.subMap(first == null ? fromNs : first, true, toNs, true).entrySet()) {
            sum += Math.max(0, Math.min(toNs, each.getValue()) - Math.max(fromNs, each.getKey()));
        }
        return sum;
    }

    /** The probes end with their standard input. */
    @Override
    public void close() {
        for (Process probe : probes) {
            try {
                probe.outputWriter().close();
            } catch (IOException ended) {
                probe.destroy();
            }
        }
    }

    private void read(Process probe) {
        try (BufferedReader lines = probe.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int blank = line.indexOf(' ');
                add(Long.parseLong(line.substring(0, blank)), Long.parseLong(line.substring(blank + 1)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A core was away; joined with what it overlaps. */
    public synchronized void add(long fromNs, long toNs) {
        long from = fromNs;
        long to = toNs;
        for (var other = away.floorEntry(to); other != null && other.getValue() >= from; other = away.floorEntry(to)) {
            away.remove(other.getKey());
            from = Math.min(from, other.getKey());
            to = Math.max(to, other.getValue());
        }
        away.put(from, to);
    }
}
