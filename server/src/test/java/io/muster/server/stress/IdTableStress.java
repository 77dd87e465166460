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

/** Ids that I/O threads find while the engine adds and removes them: the table's slots, its directory and the bytes. */
public final class IdTableStress {
    private static final UnsafeBuffer[] IDS = new UnsafeBuffer[12];
    private static final int ID_LENGTH = 19;
    /** With this many the first table of slots is as full as it may be, and the next id makes another one. */
    private static final int FILLING = 9;

    static {
        for (int i = 0; i < IDS.length; i++) {
            IDS[i] = new UnsafeBuffer(String.format("customer number %03d", i).getBytes(StandardCharsets.US_ASCII));
        }
    }

    private IdTableStress() {}

    /** Who finds an id sees its bytes, and what was done before it was added. */
    @JCStressTest
    @Outcome(id = "-1, 0, 0", expect = ACCEPTABLE, desc = "not yet there")
    @Outcome(id = "0, 1, 7", expect = ACCEPTABLE, desc = "there, with all that belongs to it")
    @Outcome(expect = FORBIDDEN, desc = "found before it was there")
    @State
    public static class Adding {
        private final IdTable ids = new IdTable();
        private int before;

        @Actor
        public void writer() {
            before = 7;
            add(ids, 0);
        }

        @Actor
        public void reader(III_Result result) {
            result.r1 = find(ids, 0);
            if (result.r1 >= 0) {
                result.r2 = copy(ids, 0);
                result.r3 = before;
            }
        }
    }

    /** A removed id is found no more once its bytes are gone, and nobody reads half of them. */
    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "there")
    @Outcome(id = "1, -1", expect = ACCEPTABLE, desc = "removed in between")
    @Outcome(id = "0, -1", expect = ACCEPTABLE, desc = "removed")
    @Outcome(expect = FORBIDDEN, desc = "half erased, or found without bytes")
    @State
    public static class Removing {
        private final IdTable ids = new IdTable();

        public Removing() {
            add(ids, 0);
        }

        @Actor
        public void writer() {
            ids.remove(0);
        }

        @Actor
        public void reader(II_Result result) {
            result.r1 = copy(ids, 0);
            result.r2 = find(ids, 0);
        }
    }

    /** While the slots are copied to a larger table each id is found. */
    @JCStressTest
    @Outcome(id = "0, -1, 8", expect = ACCEPTABLE, desc = "the old table")
    @Outcome(id = "0, 9, 8", expect = ACCEPTABLE, desc = "the new table")
    @Outcome(expect = FORBIDDEN, desc = "an id lost while the table grew")
    @State
    public static class Growth {
        private final IdTable ids = filled();

        @Actor
        public void writer() {
            add(ids, FILLING);
        }

        @Actor
        public void reader(III_Result result) {
            result.r1 = find(ids, 0);
            result.r2 = find(ids, FILLING);
            result.r3 = find(ids, FILLING - 1);
        }
    }

    /** A reader in a table that has been replaced does not find what was removed from its successor. */
    @JCStressTest
    @Outcome(id = "-1, 1, 0", expect = ACCEPTABLE, desc = "before")
    @Outcome(id = "-1, 1, -1", expect = ACCEPTABLE, desc = "removed at the end of the look")
    @Outcome(id = "-1, 0, -1", expect = ACCEPTABLE, desc = "removed meanwhile")
    @Outcome(id = "9, 1, 0", expect = ACCEPTABLE, desc = "in between")
    @Outcome(id = "9, 1, -1", expect = ACCEPTABLE, desc = "in between, removed at the end of the look")
    @Outcome(id = "9, 0, -1", expect = ACCEPTABLE, desc = "after")
    @Outcome(expect = FORBIDDEN, desc = "an id that was removed is found, or half erased")
    @State
    public static class RemovingAfterGrowth {
        private final IdTable ids = filled();

        @Actor
        public void writer() {
            add(ids, FILLING);
            ids.remove(0);
        }

        @Actor
        public void reader(III_Result result) {
            result.r1 = find(ids, FILLING);
            result.r2 = copy(ids, 0);
            result.r3 = find(ids, 0);
        }
    }

    private static IdTable filled() {
        IdTable ids = new IdTable();
        for (int i = 0; i < FILLING; i++) {
            add(ids, i);
        }
        return ids;
    }

    private static void add(IdTable ids, int number) {
        ids.add(IDS[number], 0, ID_LENGTH);
    }

    private static int find(IdTable ids, int number) {
        return ids.find(IDS[number], 0, ID_LENGTH);
    }

    /** 1 where its bytes are there, 0 where there are none, 2 for anything else. */
    private static int copy(IdTable ids, int ordinal) {
        UnsafeBuffer target = new UnsafeBuffer(new byte[ID_LENGTH]);
        int length = ids.copyId(ordinal, target, 0);
        if (length == 0) {
            return 0;
        }
        return length == ID_LENGTH && target.equals(IDS[ordinal]) ? 1 : 2;
    }
}
