package io.muster.index.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.SavedParts;
import io.muster.index.snapshot.SnapshotException;
import io.muster.index.snapshot.StateWriter;
import io.muster.index.snapshot.Structure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Consumer;
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
                Map.of(20, 4_000, 1_000, 20_000, 1_000_000, 60_000).entrySet()) {
            agree(System.nanoTime(), shape.getKey(), shape.getValue());
        }
    }

    @Test
    void shouldStayWholeWhenTimesComeInOrder() {
        OrderedIndex index = new OrderedIndex();
        for (int i = 0; i < 5 * OrderedBlock.LENGTH + 1; i++) {
            index.add(i * 10L, i);
        }
        assertEquals(5 * OrderedBlock.LENGTH + 1, index.size());
        assertEquals(10L * OrderedBlock.LENGTH, index.ceiling(10L * OrderedBlock.LENGTH - 9));
        assertEquals(Long.MAX_VALUE, index.ceiling(50L * OrderedBlock.LENGTH + 1));
        for (int i = 0; i < 3 * OrderedBlock.LENGTH; i++) {
            index.remove(i * 10L, i);
        }
        assertEquals(30L * OrderedBlock.LENGTH, index.ceiling(Long.MIN_VALUE));
    }

    @Test
    void shouldSaveWhatThereWasWhileItChanges() throws SnapshotException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        OrderedIndex index = new OrderedIndex();
        TreeSet<Entry> model = new TreeSet<>();
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 20_000; i++) {
                change(index, model, random, 60);
            }
            List<Entry> then = new ArrayList<>(model);
            SavedParts saved = new SavedParts(index::freeze);
            do {
                // The last round takes nearly all away, so that blocks are joined and numbers used again.
                for (int i = 0; i < 3_000; i++) {
                    change(index, model, random, round == 2 ? 10 : 50);
                }
            } while (!saved.write());
            OrderedIndex restored = new OrderedIndex();
            restored.restore(saved.reader());
            assertEquals(then, entries(restored), () -> "seed " + seed);
            assertEquals(then.size(), restored.size());
            assertEquals(new ArrayList<>(model), entries(index), () -> "seed " + seed);
        }
    }

    private static void change(OrderedIndex index, TreeSet<Entry> model, Random random, int addedOfHundred) {
        if (random.nextInt(100) < addedOfHundred || model.isEmpty()) {
            Entry entry = new Entry(random.nextInt(10_000), random.nextInt(50));
            index.add(entry.value, entry.ordinal);
            model.add(entry);
        } else {
            Entry found = model.ceiling(new Entry(random.nextInt(10_000), 0));
            Entry entry = found == null ? model.first() : found;
            index.remove(entry.value, entry.ordinal);
            model.remove(entry);
        }
    }

    private static List<Entry> entries(OrderedIndex index) {
        List<Entry> all = new ArrayList<>();
        index.forEach(
                Long.MIN_VALUE,
                Integer.MIN_VALUE,
                Long.MAX_VALUE,
                Integer.MAX_VALUE,
                (ordinal, value) -> all.add(new Entry(value, ordinal)));
        return all;
    }

    @Test
    void shouldRefuseEntriesThatAreNotInOrder() {
        assertEquals("snapshot, block 1, order: entry: found 5, 1, expected one after 5, 1", refusal(out -> {
            out.putLong(2);
            out.putLong(5);
            out.putInt(1);
            out.putLong(5);
            out.putInt(1);
        }));
        assertEquals(
                "snapshot, block 1, order: how many: found -1, expected 0 or more", refusal(out -> out.putLong(-1)));
        assertEquals(
                "snapshot, block 1, order: block: found none, expected one more",
                refusal(out -> out.putLong(1L << 40)));
    }

    private static String refusal(Consumer<StateWriter> writing) {
        SavedParts saved = new SavedParts(into -> into.add(Structure.ORDER, writing));
        assertTrue(saved.write());
        return assertThrows(SnapshotException.class, () -> new OrderedIndex().restore(saved.reader()))
                .getMessage();
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
