package io.muster.server.wire.flow;

import static java.util.concurrent.TimeUnit.MICROSECONDS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;

class RefusalBudgetTest {
    private static final long START_NS = System.nanoTime() + SECONDS.toNanos(60);

    private final RefusalBudget budget = new RefusalBudget();

    @Test
    void shouldPauseShortlyWhereRefusingTakesLittle() {
        long nowNs = START_NS;
        for (int i = 0; i < 1_000; i++) {
            assertEquals(RefusalBudget.LEAST_PAUSE_NS, budget.pauseNs(nowNs, MICROSECONDS.toNanos(50)));
            nowNs += MILLISECONDS.toNanos(1);
        }
    }

    @Test
    void shouldPauseUntilWhatRefusingTookIsItsShare() {
        long tookNs = MILLISECONDS.toNanos(2);
        assertEquals(RefusalBudget.SHARE * tookNs, budget.pauseNs(START_NS, tookNs));
        assertEquals(2 * RefusalBudget.SHARE * tookNs, budget.pauseNs(START_NS, tookNs));
    }

    @Test
    void shouldHoldAllConnectionsTogetherToTheShare() {
        long readNs = MICROSECONDS.toNanos(60);
        for (int connections : new int[] {1, 4, 100, 500}) {
            double share = share(connections, readNs);
            assertTrue(share <= 1.05 / RefusalBudget.SHARE, connections + " connections: " + share);
            assertTrue(connections < 10 || share >= 0.8 / RefusalBudget.SHARE, connections + " connections: " + share);
        }
    }

    @Test
    void shouldNotPauseForLongerThanTheBound() {
        assertEquals(RefusalBudget.MOST_PAUSE_NS, budget.pauseNs(START_NS, SECONDS.toNanos(60)));
        assertEquals(RefusalBudget.MOST_PAUSE_NS, budget.pauseNs(START_NS, SECONDS.toNanos(60)));
    }

    /** What refusing has of a thread that does nothing else, where every connection always has something to refuse. */
    private static double share(int connections, long readNs) {
        RefusalBudget budget = new RefusalBudget();
        PriorityQueue<Long> readable = new PriorityQueue<>();
        for (int i = 0; i < connections; i++) {
            readable.add(START_NS);
        }
        long countsFromNs = START_NS + SECONDS.toNanos(1);
        long endNs = countsFromNs + SECONDS.toNanos(10);
        long nowNs = START_NS;
        long refusingNs = 0;
        while (nowNs < endNs) {
            nowNs = Math.max(nowNs, readable.remove()) + readNs;
            refusingNs += nowNs > countsFromNs ? readNs : 0;
            readable.add(nowNs + budget.pauseNs(nowNs, readNs));
        }
        return (double) refusingNs / (nowNs - countsFromNs);
    }
}
