package io.muster.index.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class DueHeapTest {
    private static final class Alarm extends Due {
        @Override
        public int run(int budget) {
            throw new UnsupportedOperationException("an alarm of this test is never run");
        }
    }

    @Test
    void shouldBeDueNeverWhenNothingIsScheduled() {
        assertEquals(Due.NEVER, new DueHeap().nextMillis());
        assertThrows(IllegalStateException.class, () -> new DueHeap().next());
    }

    @Test
    void shouldKeepTheOrderOfAdditionAmongEqualInstants() {
        DueHeap heap = new DueHeap();
        Alarm first = new Alarm();
        Alarm second = new Alarm();
        heap.schedule(first, 9);
        heap.schedule(second, 5);
        heap.schedule(first, 5);
        assertSame(first, heap.next());
    }

    @Test
    void shouldAgreeWithAScanThroughRandomMoves() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        DueHeap heap = new DueHeap();
        Alarm[] alarms = new Alarm[200];
        for (int i = 0; i < alarms.length; i++) {
            alarms[i] = new Alarm();
        }
        Map<Alarm, Long> model = new HashMap<>();
        for (int step = 0; step < 20_000; step++) {
            Alarm alarm = alarms[random.nextInt(alarms.length)];
            if (random.nextInt(4) == 0) {
                heap.remove(alarm);
                model.remove(alarm);
            } else {
                long at = random.nextInt(1_000);
                heap.schedule(alarm, at);
                model.put(alarm, at);
            }
            long next = model.values().stream().min(Comparator.naturalOrder()).orElse(Due.NEVER);
            assertEquals(next, heap.nextMillis(), () -> "seed " + seed);
        }
    }
}
