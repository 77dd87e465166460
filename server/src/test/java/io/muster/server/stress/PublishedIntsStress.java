package io.muster.server.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.muster.index.memory.PublishedInts;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/** Ints that the engine publishes: in order, and not lost while their page is replaced by a larger one. */
public final class PublishedIntsStress {
    private PublishedIntsStress() {}

    /** What the writer did before is seen by whoever sees the value. */
    @JCStressTest
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "before")
    @Outcome(id = "0, 7", expect = ACCEPTABLE, desc = "in between")
    @Outcome(id = "-1, 7", expect = ACCEPTABLE, desc = "after")
    @Outcome(expect = FORBIDDEN, desc = "published before what it stands for")
    @State
    public static class Order {
        private final PublishedInts ints = new PublishedInts();
        private int before;

        public Order() {
            ints.set(0, 1);
            ints.set(0, 0);
        }

        @Actor
        public void writer() {
            before = 7;
            ints.set(0, -1);
        }

        @Actor
        public void reader(II_Result result) {
            result.r1 = ints.get(0);
            result.r2 = before;
        }
    }

    /** Another page makes the table of pages longer: what was there stays seen. */
    @JCStressTest
    @Outcome(id = "5, 0, 5", expect = ACCEPTABLE, desc = "the old table")
    @Outcome(id = "5, -1, 5", expect = ACCEPTABLE, desc = "the new table")
    @Outcome(expect = FORBIDDEN, desc = "an entry lost while the table grew")
    @State
    public static class Growth {
        private static final int IN_THE_NEXT_PAGE = 1 << 16;

        private final PublishedInts ints = new PublishedInts();

        public Growth() {
            ints.set(0, 5);
        }

        @Actor
        public void writer() {
            ints.set(IN_THE_NEXT_PAGE, -1);
        }

        @Actor
        public void reader(III_Result result) {
            result.r1 = ints.get(0);
            result.r2 = ints.get(IN_THE_NEXT_PAGE);
            result.r3 = ints.get(0);
        }
    }
}
