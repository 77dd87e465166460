package io.muster.bench.compare;

import io.muster.bench.compare.wire.Beside;
import io.muster.bench.compare.wire.EncodedRequests;
import io.muster.bench.compare.wire.EventFeed;
import io.muster.bench.compare.wire.FullWindow;
import io.muster.bench.compare.wire.RawConnection;
import io.muster.bench.compare.wire.Replies;
import io.muster.bench.compare.wire.RoundTrips;
import io.muster.bench.machine.ProcessStat;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/** How a side is measured. Each measure opens a connection of its own and closes it. */
final class Measures {
    private static final double NANOSECONDS_A_MICROSECOND = 1_000;
    private static final double MILLION = 1e6;

    private Measures() {}

    /** Connects to a server. */
    @FunctionalInterface
    interface Door {
        RawConnection open() throws IOException;
    }

    /** One request at a time. */
    static Contender.Measure roundTrips(Door door, EncodedRequests requests, Supplier<Replies> replies) {
        return durationNs -> {
            try (RawConnection connection = door.open()) {
                Histogram times = RoundTrips.run(connection, requests, replies.get(), durationNs);
                Map<Metric, Double> values = new EnumMap<>(Metric.class);
                values.put(Metric.P50, times.getValueAtPercentile(50) / NANOSECONDS_A_MICROSECOND);
                values.put(Metric.P99, times.getValueAtPercentile(99) / NANOSECONDS_A_MICROSECOND);
                return values;
            }
        };
    }

    /**
     * A full window on one connection.
     *
     * @param door opens one that spins
     * @param each how much a request counts for: the ids it asks about
     * @param process that the time is counted of; null: not counted
     */
    static Contender.Measure fullWindow(
            Door door,
            EncodedRequests requests,
            Supplier<Replies> replies,
            int window,
            int each,
            ProcessHandle process) {
        return durationNs -> {
            try (RawConnection connection = door.open()) {
                return fullWindow(
                        connection, requests, replies.get(), window, each, process, durationNs, Beside.NOTHING);
            }
        };
    }

    /** The same while events arrive. */
    static Contender.Measure fullWindowBesideEvents(
            Door door,
            EncodedRequests requests,
            Supplier<Replies> replies,
            int window,
            ProcessHandle process,
            EncodedRequests events,
            double batchesPerSecond) {
        return durationNs -> {
            try (RawConnection connection = door.open();
                    EventFeed feed = new EventFeed(door.open(), events, batchesPerSecond)) {
                feed.start();
                long startNs = System.nanoTime();
                Map<Metric, Double> values =
                        fullWindow(connection, requests, replies.get(), window, 1, process, durationNs, feed);
                long taken = feed.drain();
                values.put(Metric.EVENTS, taken * 1e9 / (System.nanoTime() - startNs));
                return values;
            }
        };
    }

    private static Map<Metric, Double> fullWindow(
            RawConnection connection,
            EncodedRequests requests,
            Replies replies,
            int window,
            int each,
            ProcessHandle process,
            long durationNs,
            Beside beside)
            throws IOException {
        long cpuBeforeNs = process == null ? 0 : ProcessStat.cpuNs(process);
        FullWindow.Done done = FullWindow.run(connection, requests, replies, window, durationNs, beside);
        Map<Metric, Double> values = new EnumMap<>(Metric.class);
        values.put(Metric.PER_SECOND, done.perSecond() * each / MILLION);
        if (process != null) {
            double cpuNs = ProcessStat.cpuNs(process) - cpuBeforeNs;
            values.put(Metric.CPU, cpuNs / done.all() / each);
        }
        return values;
    }
}
