package io.muster.tools.cli;

import io.muster.protocol.client.Membership;
import io.muster.protocol.client.SegmentInfo;
import io.muster.protocol.client.WorkspaceClient;
import io.muster.server.generate.ShopGenerator;
import java.util.List;
import java.util.Random;
import org.HdrHistogram.Histogram;

/** Look-ups of random customers in all segments by turns, one at a time, each waited for. */
final class LookupDemonstration {
    private static final int WARM_UP_LOOKUPS = 30_000;
    private static final long LONGEST_NS = 10_000_000_000L;

    private final WorkspaceClient workspace;
    private final List<SegmentInfo> segments;
    private final int customers;
    private final Random random;
    private int turn;

    LookupDemonstration(WorkspaceClient workspace, List<SegmentInfo> segments, int customers, long seed) {
        this.workspace = workspace;
        this.segments = segments;
        this.customers = customers;
        random = new Random(seed);
    }

    void warmUp() {
        for (int i = 0; i < WARM_UP_LOOKUPS; i++) {
            workspace.isMember(nextSegment().id(), nextCustomer());
        }
    }

    TextTable show(int lookups) {
        TextTable table = new TextTable("customer", "segment", "member", ">round trip");
        for (int i = 0; i < lookups; i++) {
            SegmentInfo segment = nextSegment();
            String customer = nextCustomer();
            long startNs = System.nanoTime();
            Membership answer = workspace.isMember(segment.id(), customer);
            long tookNs = System.nanoTime() - startNs;
            table.row(customer, segment.name(), answer == Membership.MEMBER, Texts.microseconds(tookNs));
        }
        return table;
    }

    String measure(int lookups) {
        Histogram histogram = new Histogram(LONGEST_NS, 3);
        for (int i = 0; i < lookups; i++) {
            int segment = nextSegment().id();
            String customer = nextCustomer();
            long startNs = System.nanoTime();
            workspace.isMember(segment, customer);
            histogram.recordValue(Math.min(LONGEST_NS, System.nanoTime() - startNs));
        }
        return "round trip of " + Texts.number(lookups) + " look-ups: p50 " + at(histogram, 50) + ", p99 "
                + at(histogram, 99) + ", p99.9 " + at(histogram, 99.9) + ", max "
                + Texts.microseconds(histogram.getMaxValue());
    }

    private static String at(Histogram histogram, double percentile) {
        return Texts.microseconds(histogram.getValueAtPercentile(percentile));
    }

    private SegmentInfo nextSegment() {
        turn = (turn + 1) % segments.size();
        return segments.get(turn);
    }

    private String nextCustomer() {
        return ShopGenerator.customerId(random.nextInt(customers));
    }
}
