package io.muster.server.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.muster.index.algebra.MembersReading;
import io.muster.index.algebra.SharedMembers;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.roaringbitmap.RoaringBitmap;

/** Sets of customers that readers count while the engine changes them. */
public final class SharedMembersStress {
    private SharedMembersStress() {}

    /** A command moves a customer from one set to another, and so do two more: each is seen whole, or not at all. */
    @JCStressTest
    @Outcome(id = "-1, -1, -1", expect = ACCEPTABLE, desc = "a command was at it")
    @Outcome(id = "2, 0, 1", expect = ACCEPTABLE, desc = "before")
    @Outcome(id = "1, 1, 2", expect = ACCEPTABLE, desc = "after the first")
    @Outcome(id = "0, 2, 3", expect = ACCEPTABLE, desc = "after the second")
    @Outcome(expect = FORBIDDEN, desc = "half a command, or another sequence")
    @State
    public static class OneMoment {
        private final SharedMembers from = new SharedMembers(RoaringBitmap.bitmapOf(1, 70_000));
        private final SharedMembers to = new SharedMembers(new RoaringBitmap());
        private final List<SharedMembers> changing = new ArrayList<>();
        private final MembersReading reading = new MembersReading(List.of(from, to), () -> true);

        public OneMoment() {
            from.beforeChange(changing);
            done(1);
        }

        @Actor
        public void writer() {
            move(1, 2);
            move(70_000, 3);
        }

        @Actor
        public void reader(III_Result result) {
            result.r1 = -1;
            result.r2 = -1;
            result.r3 = -1;
            if (!reading.begin()) {
                return;
            }
            int before = 0;
            int after = 0;
            try {
                before = reading.members(0).getCardinality();
                after = reading.members(1).getCardinality();
            } catch (RuntimeException e) {
                if (reading.holds()) {
                    throw e;
                }
            }
            if (reading.holds()) {
                result.r1 = before;
                result.r2 = after;
                result.r3 = (int) reading.sequence(0);
            }
        }

        private void move(int customer, long sequence) {
            from.beforeChange(changing);
            from.bitmap().remove(customer);
            to.beforeChange(changing);
            to.bitmap().add(customer);
            done(sequence);
        }

        private void done(long sequence) {
            changing.forEach(each -> each.changed(sequence));
            changing.clear();
        }
    }
}
