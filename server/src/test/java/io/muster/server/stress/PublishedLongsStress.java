package io.muster.server.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.muster.index.memory.PublishedLongs;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJJ_Result;
import org.openjdk.jcstress.infra.results.JJ_Result;

/** Longs that the engine publishes: whole, in order, and not lost while their page is replaced by a larger one. */
public final class PublishedLongsStress {
    private static final long ALL_BITS = -1L;

    private PublishedLongsStress() {}

    /** What the writer did before is seen by whoever sees the value, and the value is never half of one. */
    @JCStressTest
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "before")
    @Outcome(id = "0, 7", expect = ACCEPTABLE, desc = "in between")
    @Outcome(id = "-1, 7", expect = ACCEPTABLE, desc = "after")
    @Outcome(expect = FORBIDDEN, desc = "torn, or published before what it stands for")
    @State
    public static class Order {
        private final PublishedLongs longs = new PublishedLongs();
        private long before;

        public Order() {
            longs.set(0, 1);
            longs.set(0, 0);
        }

        @Actor
        public void writer() {
            before = 7;
            longs.set(0, ALL_BITS);
        }

        @Actor
        public void reader(JJ_Result result) {
            result.r1 = longs.get(0);
            result.r2 = before;
        }
    }

    /** Setting an entry beyond a page replaces the page: what was there stays seen, the new entry comes once. */
    @JCStressTest
    @Outcome(id = "5, 0, 5", expect = ACCEPTABLE, desc = "the old page")
    @Outcome(id = "5, -1, 5", expect = ACCEPTABLE, desc = "the new page")
    @Outcome(expect = FORBIDDEN, desc = "an entry lost while the page grew")
    @State
    public static class Growth {
        private final PublishedLongs longs = new PublishedLongs();

        public Growth() {
            longs.set(0, 5);
        }

        @Actor
        public void writer() {
            longs.set(100, ALL_BITS);
        }

        @Actor
        public void reader(JJJ_Result result) {
            result.r1 = longs.get(0);
            result.r2 = longs.get(100);
            result.r3 = longs.get(0);
        }
    }

    /** Clearing a bit of a page leaves the others of each value alone, and goes from the first value to the last. */
    @JCStressTest
    @Outcome(id = "-1, -1", expect = ACCEPTABLE, desc = "before")
    @Outcome(id = "-2, -1", expect = ACCEPTABLE, desc = "in between")
    @Outcome(id = "-2, -2", expect = ACCEPTABLE, desc = "after")
    @Outcome(expect = FORBIDDEN, desc = "other bits than those to be cleared, or out of order")
    @State
    public static class Clearing {
        private final PublishedLongs longs = new PublishedLongs();

        public Clearing() {
            longs.set(0, ALL_BITS);
            longs.set(1, ALL_BITS);
        }

        @Actor
        public void writer() {
            longs.clearBits(0, 1);
        }

        @Actor
        public void reader(JJ_Result result) {
            result.r2 = longs.get(1);
            result.r1 = longs.get(0);
        }
    }
}
