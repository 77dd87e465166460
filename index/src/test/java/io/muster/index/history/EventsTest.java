package io.muster.index.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class EventsTest {
    private static final int CUSTOMERS = 5;

    @Test
    void shouldCountTheRowsOfEachCustomerAsTheyComeAndFromTheirChains() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Events events = new Events();
        int[] expected = new int[CUSTOMERS];
        for (int step = 0; step < 2_000; step++) {
            int ordinal = random.nextInt(CUSTOMERS);
            if (random.nextInt(50) == 0) {
                events.forget(ordinal);
                expected[ordinal] = 0;
            } else {
                int row = events.add(ordinal, step, Events.ORDER, Events.NONE);
                expected[ordinal]++;
                if (random.nextInt(5) == 0) {
                    events.kill(row);
                }
            }
            check(events, expected, "seed " + seed + ", step " + step);
        }
        events.countChains();
        check(events, expected, "counted, seed " + seed);
    }

    private static void check(Events events, int[] expected, String when) {
        for (int ordinal = 0; ordinal < CUSTOMERS; ordinal++) {
            int rows = 0;
            for (int row = events.newest(ordinal); row != Events.NONE; row = events.previous(row)) {
                rows++;
            }
            assertEquals(expected[ordinal], rows, when);
            assertEquals(expected[ordinal], events.chainLength(ordinal), when);
        }
    }
}
