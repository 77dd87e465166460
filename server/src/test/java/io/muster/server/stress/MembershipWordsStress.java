package io.muster.server.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.muster.index.membership.MembershipWords;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJJ_Result;

/** The words that look-ups read, while the engine stores them. */
public final class MembershipWordsStress {
    private static final long ALL_SEGMENTS = -1L;

    private MembershipWordsStress() {}

    /** The sixty-fifth segment brings another group: what the first one says stays seen. */
    @JCStressTest
    @Outcome(id = "5, 0, 5", expect = ACCEPTABLE, desc = "one group")
    @Outcome(id = "5, -1, 5", expect = ACCEPTABLE, desc = "two groups")
    @Outcome(expect = FORBIDDEN, desc = "a word lost while a group was added")
    @State
    public static class AnotherGroup {
        private final MembershipWords words = new MembershipWords();

        public AnotherGroup() {
            words.set(0, 0, 5);
        }

        @Actor
        public void writer() {
            words.set(0, 1, ALL_SEGMENTS);
        }

        @Actor
        public void reader(JJJ_Result result) {
            result.r1 = words.word(0, 0);
            result.r2 = words.word(0, 1);
            result.r3 = words.word(0, 0);
        }
    }

    /** All segments of a word change at one moment, and who has seen the new word never sees the old one again. */
    @JCStressTest
    @Outcome(id = "5, 0, 0", expect = ACCEPTABLE, desc = "before")
    @Outcome(id = "5, 0, 9", expect = ACCEPTABLE, desc = "the first word meanwhile")
    @Outcome(id = "5, 1, 9", expect = ACCEPTABLE, desc = "both meanwhile")
    @Outcome(id = "-1, 0, 9", expect = ACCEPTABLE, desc = "in between")
    @Outcome(id = "-1, 1, 9", expect = ACCEPTABLE, desc = "after")
    @Outcome(expect = FORBIDDEN, desc = "half a word, or later before earlier")
    @State
    public static class OneMoment {
        private final MembershipWords words = new MembershipWords();
        private long before;

        public OneMoment() {
            words.set(0, 0, 5);
            words.set(1, 0, 1);
            words.set(1, 0, 0);
        }

        @Actor
        public void writer() {
            before = 9;
            words.set(0, 0, ALL_SEGMENTS);
            words.set(1, 0, 1);
        }

        @Actor
        public void reader(JJJ_Result result) {
            result.r1 = words.word(0, 0);
            result.r2 = words.word(1, 0);
            result.r3 = before;
        }
    }
}
