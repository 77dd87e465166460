package io.muster.server.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.muster.index.memory.ByteArena;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Bytes that are read while they are erased. */
public final class ByteArenaStress {
    private static final int LENGTH = 64;
    private static final UnsafeBuffer ONES = new UnsafeBuffer(new byte[LENGTH]);

    static {
        ONES.setMemory(0, LENGTH, (byte) 1);
    }

    private ByteArenaStress() {}

    /** Who copies gets all or nothing, and who compares never takes a half erased blob for another one. */
    @JCStressTest
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "erased")
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "erased in between")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "there")
    @Outcome(expect = FORBIDDEN, desc = "half erased, or there again")
    @State
    public static class Erasing {
        private final ByteArena arena = new ByteArena();
        private final long handle = arena.append(ONES, 0, LENGTH);

        @Actor
        public void writer() {
            arena.erase(handle);
        }

        @Actor
        public void reader(II_Result result) {
            UnsafeBuffer target = new UnsafeBuffer(new byte[LENGTH]);
            int length = arena.copy(handle, target, 0);
            result.r1 = length == 0 ? 0 : target.equals(ONES) ? 1 : 2;
            result.r2 = arena.matches(handle, ONES, 0, LENGTH) ? 1 : 0;
        }
    }
}
