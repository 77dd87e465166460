package io.muster.index.function;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TimeOrderTest {
    private static final int UNITS = 7;

    @Test
    void shouldPutEventsInOrderOfTimeInPartsOfBoundedLength() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int size : new int[] {0, 1, 2, 3, 4, 5, 31, 64, 1_000, 4_097}) {
            long[] times =
                    random.longs(size, 0, 1 + random.nextInt(2 * size + 1)).toArray();
            int[] rows = IntStream.range(0, size).map(i -> 3 * (size - i)).toArray();
            BitSet picked = new BitSet();
            IntStream.range(0, size).filter(i -> random.nextInt(8) > 0).forEach(picked::set);
            int[] expected = picked.stream()
                    .boxed()
                    .sorted(Comparator.comparingLong((Integer event) -> times[event])
                            .thenComparing(event -> -rows[event]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            TimeOrder order = new TimeOrder(times, rows, picked);
            long spent = 0;
            for (boolean done = false; !done; ) {
                Effort effort = new Effort(UNITS);
                done = order.step(effort);
                assertTrue(effort.spent() <= UNITS, "seed " + seed + ", spent " + effort.spent());
                spent += effort.spent();
            }
            assertArrayEquals(expected, order.events(), "seed " + seed);
            assertTrue(spent <= 1 + (long) size * 14 / Effort.MOVES_A_UNIT, "spent " + spent + " on " + size);
        }
    }
}
