package io.muster.bench;

import io.muster.bench.machine.Pace;
import io.muster.protocol.client.SegmentInfo;
import io.muster.protocol.client.WorkspaceClient;
import io.muster.server.generate.ShopGenerator;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.HdrHistogram.Histogram;

/** Look-ups at a {@link Pace}, one at a time, each waited for. One thread. */
final class PacedLookups {
    private static final long LONGEST_NS = 60_000_000_000L;

    private final WorkspaceClient workspace;
    private final List<SegmentInfo> segments;
    private final int customers;
    private final int perSecond;
    private final Random random;

    PacedLookups(WorkspaceClient workspace, int customers, int perSecond, long seed) {
        this.workspace = workspace;
        this.customers = customers;
        segments = workspace.segments().segments();
        this.perSecond = perSecond;
        random = new Random(seed);
    }

    /** Looks up for as long as {@code going}, but at least once. */
    Histogram run(BooleanSupplier going) {
        return run(going, new LateAnswers());
    }

    /** As above; tells of each answer. */
    Histogram run(BooleanSupplier going, LateAnswers late) {
        Histogram histogram = new Histogram(LONGEST_NS, 3);
        Pace pace = new Pace(perSecond);
        int turn = 0;
        do {
            int segment = segments.get(turn++ % segments.size()).id();
            String customer = ShopGenerator.customerId(random.nextInt(customers));
            long dueNs = pace.awaitNext();
            workspace.isMember(segment, customer);
            long doneNs = System.nanoTime();
            histogram.recordValue(Math.clamp(doneNs - dueNs, 0, LONGEST_NS));
            late.add(dueNs, doneNs);
        } while (going.getAsBoolean());
        return histogram;
    }
}
