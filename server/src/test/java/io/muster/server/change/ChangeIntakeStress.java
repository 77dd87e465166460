package io.muster.server.change;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.muster.index.change.Cause;
import io.muster.index.change.Change;
import io.muster.index.record.CommandKind;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** The writer of changes does not go to sleep beside one that was told. */
public final class ChangeIntakeStress {
    private ChangeIntakeStress() {}

    /** Either the writer finds the change, or it is rung for. */
    @JCStressTest
    @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "found and rung for")
    @Outcome(id = "false, false", expect = ACCEPTABLE, desc = "found before sleeping")
    @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "woken")
    @Outcome(id = "true, false", expect = FORBIDDEN, desc = "asleep beside a change that waits")
    @State
    public static class Sleep {
        private static final int RING_BYTES = 512;

        private final ChangeIntake intake = new ChangeIntake(
                new UnsafeBuffer(new byte[RING_BYTES + RingBufferDescriptor.TRAILER_LENGTH]), 1, new ChangeLogState());

        @Actor
        public void engine(ZZ_Result result) {
            result.r2 = intake.tell(Entered.CHANGE);
        }

        @Actor
        public void writer(ZZ_Result result) {
            result.r1 = intake.listen();
        }
    }

    private static final class Entered implements Change {
        static final Change CHANGE = new Entered();

        @Override
        public int workspaceId() {
            return 1;
        }

        @Override
        public int segmentId() {
            return 1;
        }

        @Override
        public int segmentVersion() {
            return 1;
        }

        @Override
        public long sequence() {
            return 1;
        }

        @Override
        public long atMillis() {
            return 1;
        }

        @Override
        public int ordinal() {
            return 1;
        }

        @Override
        public boolean entered() {
            return true;
        }

        @Override
        public Cause cause() {
            return Cause.RECORD;
        }

        @Override
        public int commandKind() {
            return CommandKind.CUSTOMER;
        }

        @Override
        public String recordId() {
            return "";
        }

        @Override
        public int ownIdLength() {
            return 0;
        }

        @Override
        public int copyOwnId(MutableDirectBuffer target, int offset) {
            return 0;
        }
    }
}
