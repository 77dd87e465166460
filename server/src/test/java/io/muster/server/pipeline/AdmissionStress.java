package io.muster.server.pipeline;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** The bound on what is in the pipeline, and the end of it. */
public final class AdmissionStress {
    private AdmissionStress() {}

    /** Where there is room for one, two never come in. */
    @JCStressTest
    @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "the first came in")
    @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "the second came in")
    @Outcome(id = "false, false", expect = ACCEPTABLE, desc = "each saw the other: both come again")
    @Outcome(id = "true, true", expect = FORBIDDEN, desc = "more inside than allowed")
    @State
    public static class Bound {
        private final Admission admission = new Admission(1, Long.MAX_VALUE);

        @Actor
        public void first(ZZ_Result result) {
            result.r1 = admission.enter(1) == Admission.Answer.ENTERED;
        }

        @Actor
        public void second(ZZ_Result result) {
            result.r2 = admission.enter(1) == Admission.Answer.ENTERED;
        }
    }

    /** Who finds it closed and deserted is right: nobody comes in after. */
    @JCStressTest
    @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "came in before it closed")
    @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "closed before")
    @Outcome(id = "false, false", expect = ACCEPTABLE, desc = "turned away, and seen at the door")
    @Outcome(id = "true, true", expect = FORBIDDEN, desc = "inside, and nobody waits for it")
    @State
    public static class Closing {
        private final Admission admission = new Admission(1, Long.MAX_VALUE);

        @Actor
        public void comer(ZZ_Result result) {
            result.r1 = admission.enter(1) == Admission.Answer.ENTERED;
        }

        @Actor
        public void closer(ZZ_Result result) {
            admission.close();
            result.r2 = admission.isDeserted();
        }
    }
}
