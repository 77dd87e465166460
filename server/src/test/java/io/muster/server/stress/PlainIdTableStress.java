package io.muster.server.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.muster.index.id.IdTable;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/** Ids that are found by their fingerprint alone, while the engine removes them. */
public final class PlainIdTableStress {
    private static final UnsafeBuffer[] IDS = new UnsafeBuffer[12];
    private static final int ID_LENGTH = 12;
    /** With this many the first table of slots is as full as it may be, and the next id makes another one. */
    private static final int FILLING = 9;

    static {
        for (int i = 0; i < IDS.length; i++) {
            IDS[i] = new UnsafeBuffer(String.format("%012d", i).getBytes(StandardCharsets.US_ASCII));
        }
    }

    private PlainIdTableStress() {}

    /** A removed id is found no more once its bytes are gone. */
    @JCStressTest
    @Outcome(id = "12, 0", expect = ACCEPTABLE, desc = "there")
    @Outcome(id = "12, -1", expect = ACCEPTABLE, desc = "removed in between")
    @Outcome(id = "0, -1", expect = ACCEPTABLE, desc = "removed")
    @Outcome(expect = FORBIDDEN, desc = "found without bytes")
    @State
    public static class Removing {
        private final IdTable ids = filled(1);

        @Actor
        public void writer() {
            ids.remove(0);
        }

        @Actor
        public void reader(II_Result result) {
            result.r1 = ids.idLength(0);
            result.r2 = find(ids, 0);
        }
    }

    /** Who has seen that an id is gone does not find it in a table that has been replaced. */
    @JCStressTest
    @Outcome(id = "-1, 12, 0", expect = ACCEPTABLE, desc = "before")
    @Outcome(id = "-1, 12, -1", expect = ACCEPTABLE, desc = "removed at the end of the look")
    @Outcome(id = "-1, 0, -1", expect = ACCEPTABLE, desc = "removed meanwhile")
    @Outcome(id = "9, 12, 0", expect = ACCEPTABLE, desc = "in between")
    @Outcome(id = "9, 12, -1", expect = ACCEPTABLE, desc = "in between, removed at the end of the look")
    @Outcome(id = "9, 0, -1", expect = ACCEPTABLE, desc = "after")
    @Outcome(expect = FORBIDDEN, desc = "an id is found that was seen to be gone")
    @State
    public static class RemovingAfterGrowth {
        private final IdTable ids = filled(FILLING);

        @Actor
        public void writer() {
            ids.add(IDS[FILLING], 0, ID_LENGTH);
            ids.remove(0);
        }

        @Actor
        public void reader(III_Result result) {
            result.r1 = find(ids, FILLING);
            result.r2 = ids.idLength(0);
            result.r3 = find(ids, 0);
        }
    }

    private static IdTable filled(int count) {
        IdTable ids = new IdTable();
        for (int i = 0; i < count; i++) {
            ids.add(IDS[i], 0, ID_LENGTH);
        }
        return ids;
    }

    private static int find(IdTable ids, int number) {
        return ids.find(IDS[number], 0, ID_LENGTH);
    }
}
