package io.muster.bench;

import io.muster.bench.machine.CoreWatch;
import io.muster.bench.machine.CpuTimes;
import io.muster.protocol.client.ClientOptions;
import io.muster.protocol.client.MusterClient;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/**
 * Look-ups and small appends that go on beside whatever is measured, each on a connection and a thread of its own. One
 * thread at a time.
 */
final class Bystanders implements AutoCloseable {
    private static final long LEAD_NS = 100_000_000L;

    /**
     * How many there are.
     *
     * @param lookupsPerSecond on one connection
     * @param appendsPerSecond on another
     * @param customers who are asked about: the first so many
     */
    record Load(int lookupsPerSecond, int appendsPerSecond, int customers) {}

    /**
     * What the bystanders met with.
     *
     * @param tookNs until what was measured was in force
     * @param lookups round trips in nanoseconds
     * @param acknowledgements the same, of appends
     * @param work the longest that the server was at one thing
     * @param late answers
     * @param hiccupNs the latest that a thread woke which asks no server
     * @param stolenNs what the machine took from both meanwhile, of all cores
     * @param lastedNs all of it
     * @param server what its threads had of the cores meanwhile
     */
    record Measured(
            String name,
            long tookNs,
            Histogram lookups,
            Histogram acknowledgements,
            LongestWork work,
            Late late,
            long hiccupNs,
            long stolenNs,
            long lastedNs,
            CpuTimes server) {}

    /**
     * Answers that took longer than ten milliseconds, and those among them that would have without the time in which a
     * core of the machine was away; −1 where that is not known.
     */
    record Late(int lookups, int lookupsOfServer, int acknowledgements, int acknowledgementsOfServer) {}

    private final CoreWatch cores = new CoreWatch();
    private final ExecutorService threads = Executors.newFixedThreadPool(3);
    private final MusterClient lookupClient;
    private final MusterClient appendClient;
    private final ProcessHandle process;
    private final String workspaceName;
    private final Load load;
    private final Supplier<byte[]> records;
    private long seed;

    Bystanders(
            ClientOptions server,
            ProcessHandle process,
            String workspaceName,
            Load load,
            Supplier<byte[]> records,
            long seed)
            throws IOException {
        this.process = process;
        this.workspaceName = workspaceName;
        this.load = load;
        this.records = records;
        this.seed = seed;
        lookupClient = MusterClient.connect(server);
        appendClient = MusterClient.connect(server);
    }

    /** Runs {@code action} with the bystanders beside it, from shortly before it to {@code leastMillis} or longer. */
    Measured during(String name, long leastMillis, Runnable action) {
        LongestWork.since(lookupClient);
        long stolenNs = StolenTime.totalNs();
        CpuTimes before = CpuTimes.of(process);
        long beganNs = System.nanoTime();
        AtomicBoolean going = new AtomicBoolean(true);
        PacedLookups lookups = new PacedLookups(
                lookupClient.workspace(workspaceName), load.customers(), load.lookupsPerSecond(), seed++);
        PacedAppends appends =
                new PacedAppends(appendClient.workspace(workspaceName), records, load.appendsPerSecond());
        LateAnswers lateLookups = new LateAnswers();
        LateAnswers lateAppends = new LateAnswers();
        CompletableFuture<Histogram> looking =
                CompletableFuture.supplyAsync(() -> lookups.run(going::get, lateLookups), threads);
        CompletableFuture<Histogram> appending =
                CompletableFuture.supplyAsync(() -> appends.run(going::get, lateAppends), threads);
        CompletableFuture<Long> waking = CompletableFuture.supplyAsync(() -> Hiccups.longestNs(going::get), threads);
        long tookNs;
        try {
            LockSupport.parkNanos(LEAD_NS);
            long startNs = System.nanoTime();
            action.run();
            tookNs = System.nanoTime() - startNs;
            LockSupport.parkNanos(Math.max(LEAD_NS, leastMillis * 1_000_000L - tookNs));
        } finally {
            going.set(false);
        }
        Histogram looked = looking.join();
        Histogram appended = appending.join();
        long stolenSinceNs = StolenTime.totalNs() - stolenNs;
        CpuTimes had = CpuTimes.of(process).since(before);
        long lastedNs = System.nanoTime() - beganNs;
        LongestWork work = LongestWork.since(lookupClient);
        Late late = late(lateLookups, lateAppends);
        return new Measured(name, tookNs, looked, appended, work, late, waking.join(), stolenSinceNs, lastedNs, had);
    }

    private Late late(LateAnswers lookups, LateAnswers acknowledgements) {
        return new Late(
                lookups.count(),
                lookups.countWithoutAbsences(cores),
                acknowledgements.count(),
                acknowledgements.countWithoutAbsences(cores));
    }

    @Override
    public void close() {
        cores.close();
        threads.shutdown();
        lookupClient.close();
        appendClient.close();
    }
}
