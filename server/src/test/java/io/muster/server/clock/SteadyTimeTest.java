package io.muster.server.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SteadyTimeTest {
    private static final long START_MILLIS = 1_770_000_000_000L;
    private static final long DAY_MILLIS = 86_400_000;

    private final AtomicLong systemMillis = new AtomicLong(START_MILLIS);
    private final AtomicLong monotonicNs = new AtomicLong(-5_000_000);
    private final SteadyTime time = new SteadyTime(systemMillis::get, monotonicNs::get, DAY_MILLIS);
    private final EngineClock clock = EngineClock.system(0, time);

    @Test
    void shouldStandStillUntilAClockThatWasSetBackHasCaughtUp() {
        pass(1_000);
        clock.advancedTo(clock.nowMillis());
        leap(-60_000);
        assertEquals(START_MILLIS + 1_000, clock.nowMillis());
        assertEquals(60_000, clock.behindMillis());
        pass(59_999);
        assertEquals(START_MILLIS + 1_000, clock.nowMillis());
        assertEquals(1, clock.behindMillis());
        pass(2);
        assertEquals(START_MILLIS + 1_001, clock.nowMillis());
        assertEquals(0, clock.behindMillis());
    }

    @Test
    void shouldFollowALeapAheadWithinTheBound() {
        leap(DAY_MILLIS);
        assertEquals(START_MILLIS + DAY_MILLIS, clock.nowMillis());
        assertEquals(0, time.heldMillis());
    }

    @Test
    void shouldGoOnAtItsOwnPaceWhereTheClockLeapsFurther() {
        leap(DAY_MILLIS + 1);
        assertEquals(START_MILLIS, clock.nowMillis());
        assertEquals(DAY_MILLIS + 1, time.heldMillis());
        pass(5_000);
        assertEquals(START_MILLIS + 5_000, clock.nowMillis());
        assertEquals(DAY_MILLIS + 1, time.heldMillis());
    }

    @Test
    void shouldFollowAgainWhenTheClockIsBack() {
        leap(400 * DAY_MILLIS);
        pass(1_000);
        clock.advancedTo(clock.nowMillis());
        leap(-400 * DAY_MILLIS);
        pass(1_000);
        assertEquals(START_MILLIS + 2_000, clock.nowMillis());
        assertEquals(0, time.heldMillis());
        assertEquals(0, clock.behindMillis());
    }

    private void pass(long millis) {
        systemMillis.addAndGet(millis);
        monotonicNs.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    private void leap(long millis) {
        systemMillis.addAndGet(millis);
    }
}
