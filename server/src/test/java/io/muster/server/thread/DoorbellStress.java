package io.muster.server.thread;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IZ_Result;

/** Nobody goes to sleep on work that was published before the ring. */
public final class DoorbellStress {
    private DoorbellStress() {}

    /** Either the look after {@code listen} finds the work, or the ring finds the listener. */
    @JCStressTest
    @Outcome(id = "1, true", expect = ACCEPTABLE, desc = "found and rung")
    @Outcome(id = "1, false", expect = ACCEPTABLE, desc = "found before sleeping")
    @Outcome(id = "0, true", expect = ACCEPTABLE, desc = "woken")
    @Outcome(id = "0, false", expect = FORBIDDEN, desc = "asleep beside work that waits")
    @State
    public static class Ring {
        private final Doorbell bell = new Doorbell();
        private int work;

        @Actor
        public void sender(IZ_Result result) {
            work = 1;
            result.r2 = bell.ring();
        }

        @Actor
        public void sleeper(IZ_Result result) {
            bell.listen();
            result.r1 = work;
        }
    }
}
