package io.muster.index.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SparseLongsTest {
    private static final long ABSENT = Long.MAX_VALUE;

    private final SparseLongs longs = new SparseLongs(ABSENT);
    private final Map<Integer, Long> model = new HashMap<>();

    @Test
    void shouldAgreeWithAMapHoweverManyAreSet() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        // Few of many, and then so many that pages have a place for each.
        for (int indexes : new int[] {300, 3 * Pages.ENTRIES, 40_000}) {
            for (int step = 0; step < 150_000; step++) {
                int index = random.nextInt(indexes);
                boolean adds = random.nextInt(100) < (step < 75_000 ? 70 : 25);
                set(index, adds ? random.nextLong(1_000) : ABSENT);
                int other = random.nextInt(indexes);
                assertEquals(model.getOrDefault(other, ABSENT), longs.get(other), () -> "seed " + seed);
            }
            for (int index = 0; index < 4 * Pages.ENTRIES; index++) {
                assertEquals(model.getOrDefault(index, ABSENT), longs.get(index), () -> "seed " + seed);
            }
        }
    }

    @Test
    void shouldFindWhoStandsBehindOneThatIsTakenAway() {
        for (int removed = 0; removed < 4; removed++) {
            SparseLongs four = new SparseLongs(ABSENT);
            for (int i = 0; i < 4; i++) {
                four.set(i * 8_192, i);
            }
            four.set(removed * 8_192, ABSENT);
            for (int i = 0; i < 4; i++) {
                assertEquals(i == removed ? ABSENT : i, four.get(i * 8_192));
            }
        }
    }

    @Test
    void shouldReadWhatWasNeverSetAsAbsent() {
        longs.set(Integer.MAX_VALUE, ABSENT);
        assertEquals(ABSENT, longs.get(Integer.MAX_VALUE));
        longs.set(70_000, 1);
        assertEquals(ABSENT, longs.get(0));
        assertEquals(1, longs.get(70_000));
        assertThrows(IndexOutOfBoundsException.class, () -> longs.set(-1, 0));
    }

    private void set(int index, long value) {
        longs.set(index, value);
        if (value == ABSENT) {
            model.remove(index);
        } else {
            model.put(index, value);
        }
    }
}
