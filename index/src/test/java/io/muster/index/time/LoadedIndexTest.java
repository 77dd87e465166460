package io.muster.index.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An index that is filled at once is as one that was filled entry by entry. */
final class LoadedIndexTest {
    private static final List<Long> EDGES = List.of(Long.MIN_VALUE + 1, -1L, 0L, Long.MAX_VALUE - 1);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 512, 513, 5_000})
    void shouldBeAsIfEntriesHadBeenAddedOneByOne(int count) {
        long seed = System.nanoTime();
        System.out.println("seed: " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        OrderedIndex added = new OrderedIndex();
        long[] values = new long[count + 3];
        int[] ordinals = new int[count + 3];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextInt(20) == 0
                    ? EDGES.get(random.nextInt(EDGES.size()))
                    : random.nextInt(3) * 1_000_000_000_000L + random.nextInt(50);
            ordinals[i] = 3 * i;
            added.add(values[i], ordinals[i]);
        }
        OrderedIndex loaded = new OrderedIndex();
        loaded.load(values, ordinals, count);
        assertEquals(entries(added), entries(loaded));
        for (int i = 0; i < 2_000; i++) {
            long value = random.nextInt(3) * 1_000_000_000_000L + random.nextInt(50);
            int ordinal = random.nextInt(3 * count + 5);
            assertEquals(added.ceiling(value), loaded.ceiling(value));
            if (random.nextBoolean()) {
                assertEquals(added.add(value, ordinal), loaded.add(value, ordinal));
            } else {
                assertEquals(added.remove(value, ordinal), loaded.remove(value, ordinal));
            }
        }
        assertEquals(entries(added), entries(loaded));
        assertEquals(added.size(), loaded.size());
    }

    @ParameterizedTest
    @ValueSource(ints = 1)
    void shouldRefuseToLoadOverEntries(int count) {
        OrderedIndex index = new OrderedIndex();
        index.add(1, 1);
        assertThrows(IllegalStateException.class, () -> index.load(new long[count], new int[count], count));
    }

    private static List<String> entries(OrderedIndex index) {
        List<String> entries = new ArrayList<>();
        index.forEach(
                Long.MIN_VALUE,
                Integer.MIN_VALUE,
                Long.MAX_VALUE,
                Integer.MAX_VALUE,
                (ordinal, value) -> entries.add(value + " " + ordinal));
        return entries;
    }
}
