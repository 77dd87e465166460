package io.muster.index.criterion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class RangeSetTest {
    @Test
    void shouldJoinSpansThatTouch() {
        RangeSet joined = RangeSet.union(List.of(new long[] {5, 7}, new long[] {1, 2}, new long[] {3, 4}));
        assertEquals(RangeSet.of(1, 7), joined);
        assertEquals(1, joined.size());
    }

    @Test
    void shouldHoldBothEndsAndNothingBeyond() {
        RangeSet two = RangeSet.union(List.of(new long[] {-5, -3}, new long[] {10, 10}));
        assertTrue(two.contains(-5) && two.contains(-3) && two.contains(10));
        assertFalse(two.contains(-6) || two.contains(-2) || two.contains(9) || two.contains(11));
    }

    @Test
    void shouldNeverHoldAMissingValue() {
        assertFalse(RangeSet.of(Long.MIN_VALUE, Long.MAX_VALUE).contains(Long.MIN_VALUE));
        assertTrue(RangeSet.of(Long.MIN_VALUE, Long.MAX_VALUE).contains(Long.MAX_VALUE));
    }

    @Test
    void shouldBeEmptyWhenTheLowEndIsAboveTheHighOne() {
        assertEquals(0, RangeSet.of(1, 0).size());
        assertFalse(RangeSet.of(1, 0).contains(1));
    }
}
