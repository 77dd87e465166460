package io.muster.index.time;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class OrderedIndexTest {
    private record Entry(long value, int ordinal) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            return value == other.value ? Integer.compare(ordinal, other.ordinal) : Long.compare(value, other.value);
        }
    }

    @Test
    void shouldAgreeWithASortedSetThroughRandomChanges() {
        for (Map.Entry<Integer, Integer> shape :
                Map.of(20, 4_000, 1_000, 20_000, 1_000_000, 30_000).entrySet()) {
            agree(System.nanoTime(), shape.getKey(), shape.getValue());
        }
    }

    @Test
    void shouldStayWholeWhenTimesComeInOrder() {
        OrderedIndex index = new OrderedIndex();
        for (int i = 0; i < 5 * OrderedIndex.BLOCK_LENGTH + 1; i++) {
            index.add(i * 10L, i);
        }
        assertEquals(5 * OrderedIndex.BLOCK_LENGTH + 1, index.size());
        assertEquals(10L * OrderedIndex.BLOCK_LENGTH, index.ceiling(10L * OrderedIndex.BLOCK_LENGTH - 9));
        assertEquals(Long.MAX_VALUE, index.ceiling(50L * OrderedIndex.BLOCK_LENGTH + 1));
        for (int i = 0; i < 3 * OrderedIndex.BLOCK_LENGTH; i++) {
            index.remove(i * 10L, i);
        }
        assertEquals(30L * OrderedIndex.BLOCK_LENGTH, index.ceiling(Long.MIN_VALUE));
    }

    private static void agree(long seed, int values, int steps) {
        System.out.println("seed " + seed + ", values " + values);
        Random random = new Random(seed);
        OrderedIndex index = new OrderedIndex();
        TreeSet<Entry> model = new TreeSet<>();
        for (int step = 0; step < steps; step++) {
            Entry entry = new Entry(random.nextInt(values) - values / 2, random.nextInt(50));
            boolean adds = random.nextInt(100) < (step < steps / 2 ? 70 : 30);
            if (adds) {
                assertEquals(model.add(entry), index.add(entry.value, entry.ordinal), () -> "seed " + seed);
            } else {
                assertEquals(model.remove(entry), index.remove(entry.value, entry.ordinal), () -> "seed " + seed);
            }
            if (step % 37 == 0) {
                compare(index, model, random.nextInt(values) - values / 2, random.nextInt(values), seed);
            }
        }
        assertEquals(model.size(), index.size());
    }

    private static void compare(OrderedIndex index, TreeSet<Entry> model, long low, long length, long seed) {
        Entry ceiling = model.ceiling(new Entry(low, Integer.MIN_VALUE));
        assertEquals(ceiling == null ? Long.MAX_VALUE : ceiling.value, index.ceiling(low), () -> "seed " + seed);
        List<Entry> seen = new ArrayList<>();
        long from = low;
        int first = Integer.MIN_VALUE;
        int part = 1 + (int) (length % 7);
        while (index.forEach(from, first, low + length, part, (ordinal, value) -> seen.add(new Entry(value, ordinal)))
                == part) {
            from = seen.getLast().value;
            first = seen.getLast().ordinal + 1;
        }
        assertEquals(
                new ArrayList<>(
                        model.subSet(new Entry(low, Integer.MIN_VALUE), new Entry(low + length, Integer.MIN_VALUE))),
                seen,
                () -> "seed " + seed);
    }
}
