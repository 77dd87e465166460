package io.muster.server.sizes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SizeHistoryTest {
    private static final long STEP = SizeHistory.STEP.toMillis();
    private static final SegmentKey ONE = new SegmentKey(1, 1);
    private static final SegmentKey TWO = new SegmentKey(1, 2);

    @Test
    void shouldHaveOneValueInEachQuarterOfADay() {
        SizeHistory history = SizeHistory.EMPTY;
        assertTrue(history.isDue(10 * STEP));
        history = history.with(10 * STEP + 5, Map.of(ONE, 7));
        assertFalse(history.isDue(10 * STEP + 6));
        assertFalse(history.isDue(11 * STEP - 1));
        assertFalse(history.isDue(9 * STEP));
        assertTrue(history.isDue(11 * STEP));
    }

    @Test
    void shouldKnowNothingOfASegmentBeforeItWasThereAndNothingAtAllOnceItHasGone() {
        SizeHistory history = SizeHistory.EMPTY.with(STEP, Map.of(ONE, 7)).with(2 * STEP, Map.of(ONE, 8, TWO, 0));
        assertArrayEquals(new int[] {7, 8}, history.sizes().get(ONE));
        assertArrayEquals(new int[] {SizeHistory.UNKNOWN, 0}, history.sizes().get(TWO));
        SizeHistory without = history.with(3 * STEP, Map.of(TWO, 1));
        assertEquals(Set.of(TWO), without.sizes().keySet());
        assertEquals(SizeHistory.UNKNOWN, without.size(ONE, 2));
        assertEquals(Set.of(ONE), history.only(ONE::equals).sizes().keySet());
    }

    @Test
    void shouldForgetWhatIsLongerAgoThanFourteenDays() {
        SizeHistory history = SizeHistory.EMPTY;
        int most = 0;
        for (int step = 0; step < 200; step++) {
            history = history.with(step * STEP, Map.of(ONE, step));
            most = Math.max(most, history.moments().length);
        }
        assertEquals(SizeHistory.DAYS * 4 + 1, most);
        long oldest = history.moments()[0];
        assertEquals(199 * STEP - Duration.ofDays(SizeHistory.DAYS).toMillis(), oldest);
        assertEquals(oldest / STEP, history.size(ONE, 0));
        assertEquals(199, history.size(ONE, most - 1));
        assertEquals(0, history.firstSince(0));
        assertEquals(1, history.firstSince(oldest + 1));
        // A clock that leaps over all of them leaves the newest only.
        assertEquals(1, history.with(1_000 * STEP, Map.of(ONE, 1)).moments().length);
    }
}
