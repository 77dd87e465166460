package io.muster.server.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RetryAdviceTest {
    private long nowNs = 1;
    private final RetryAdvice advice = new RetryAdvice(() -> nowNs);

    @Test
    void shouldTellHowLongTheQueueTakesAtTheRecentRate() {
        workOff(1_000, 1);
        assertEquals(200, advice.millisFor(200), 2);
        assertEquals(RetryAdvice.LEAST_MS, advice.millisFor(0));
        assertEquals(RetryAdvice.MOST_MS, advice.millisFor(1_000_000));
    }

    @Test
    void shouldFollowTheRate() {
        workOff(1_000, 1);
        workOff(1_000, 10);
        assertEquals(2_000, advice.millisFor(200), 20);
    }

    @Test
    void shouldWaitAsLongAgainWhereTheQueueStandsStill() {
        workOff(1_000, 1);
        pass(300);
        advice.millisFor(10);
        pass(300);
        advice.millisFor(10);
        pass(100);
        int told = advice.millisFor(10);
        assertTrue(told >= 100 && told <= 700, "told " + told);
    }

    @Test
    void shouldForgetARateOfLongAgo() {
        workOff(1_000, 1);
        pass(60_000);
        assertEquals(RetryAdvice.UNKNOWN_MS, advice.millisFor(200));
    }

    private void workOff(int times, long everyMs) {
        for (int i = 0; i < times; i++) {
            pass(everyMs);
            advice.drained(1);
        }
    }

    private void pass(long millis) {
        nowNs += TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
