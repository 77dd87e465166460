package io.muster.bench;

import io.muster.protocol.client.SegmentInfo;
import io.muster.protocol.client.WorkspaceClient;
import io.muster.tools.generate.ShopGenerator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.HdrHistogram.Histogram;

/**
 * Look-ups at a fixed rate, one at a time, each waited for. A look-up's time counts from when it was due, not from when
 * it was sent: one that waits makes those behind it late, and all of them are counted (open loop; no coordinated
 * omission).
 */
final class PacedLookups {
    private static final long LONGEST_NS = 60_000_000_000L;
    private static final long SPIN_NS = 60_000;

    private final WorkspaceClient workspace;
    private final List<SegmentInfo> segments;
    private final int customers;
    private final long intervalNs;
    private final Random random;

    PacedLookups(WorkspaceClient workspace, int customers, int perSecond, long seed) {
        this.workspace = workspace;
        this.customers = customers;
        segments = workspace.segments().segments();
        intervalNs = 1_000_000_000L / perSecond;
        random = new Random(seed);
    }

    /** Looks up for as long as {@code going}, but at least once. */
    Histogram run(BooleanSupplier going) {
        Histogram histogram = new Histogram(LONGEST_NS, 3);
        long dueNs = System.nanoTime();
        int turn = 0;
        do {
            int segment = segments.get(turn++ % segments.size()).id();
            String customer = ShopGenerator.customerId(random.nextInt(customers));
            awaitTime(dueNs);
            workspace.isMember(segment, customer);
            histogram.recordValue(Math.clamp(System.nanoTime() - dueNs, 0, LONGEST_NS));
            dueNs += intervalNs;
        } while (going.getAsBoolean());
        return histogram;
    }

    private static void awaitTime(long dueNs) {
        long leftNs = dueNs - System.nanoTime();
        while (leftNs > 0) {
            if (leftNs > SPIN_NS) {
                LockSupport.parkNanos(leftNs - SPIN_NS);
            } else {
                Thread.onSpinWait();
            }
            leftNs = dueNs - System.nanoTime();
        }
    }
}
