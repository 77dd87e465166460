package io.muster.index.criterion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.snapshot.Aside;
import io.muster.index.snapshot.Frozen;
import io.muster.index.snapshot.StateWriter;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

final class FrozenMembersTest {
    private static final int CRITERIA = 1_000;
    private static final int BYTES_EACH = 128;
    private static final Flips UNHEARD = (criterion, ordinal) -> {};

    @Test
    void shouldFreezeWithoutLookingAtPages() {
        RangeCriterion[] criteria = new RangeCriterion[CRITERIA];
        for (int i = 0; i < CRITERIA; i++) {
            criteria[i] = new RangeCriterion(RangeSet.of(i, i));
            criteria[i].set(Integer.MAX_VALUE - 1, true, UNHEARD);
        }
        freeze(criteria).release();
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        Frozen frozen = new Frozen(new Aside());
        long before = threads.getCurrentThreadAllocatedBytes();
        for (RangeCriterion criterion : criteria) {
            criterion.freeze(frozen);
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        frozen.release();
        assertTrue(allocated <= CRITERIA * BYTES_EACH, () -> allocated + " bytes for " + CRITERIA + " criteria");
    }

    @Test
    void shouldAddACriterionOnceThatIsNamedTwice() {
        RangeCriterion criterion = new RangeCriterion(RangeSet.of(1, 2));
        criterion.set(7, true, UNHEARD);
        long once = written(freeze(criterion));
        Frozen twice = freeze(criterion, criterion);
        criterion.set(9, true, UNHEARD);
        assertEquals(once, written(twice));
        assertTrue(written(freeze(criterion)) > once);
    }

    private static Frozen freeze(RangeCriterion... criteria) {
        Frozen frozen = new Frozen(new Aside());
        for (RangeCriterion criterion : criteria) {
            criterion.freeze(frozen);
        }
        return frozen;
    }

    private static long written(Frozen frozen) {
        long[] bytes = new long[1];
        StateWriter out = new StateWriter();
        out.to((kind, buffer, offset, length) -> bytes[0] += length);
        while (!frozen.write(out)) {
            continue;
        }
        out.finish();
        return bytes[0];
    }
}
