package io.muster.index.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.SavedParts;
import io.muster.index.snapshot.Frozen;
import io.muster.index.snapshot.SnapshotException;
import io.muster.index.snapshot.StateReader;
import io.muster.index.snapshot.Structure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class PackedPagesTest {
    private static final long[] EDGES = {
        0,
        1,
        -1,
        253,
        254,
        255,
        256,
        65_533,
        65_534,
        65_535,
        1L << 24,
        (1L << 32) - 2,
        (1L << 32) - 1,
        1L << 32,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        Long.MIN_VALUE + 1,
        1_700_000_000_000L,
        10_000,
        -10_000,
        9_999
    };

    private final Random random = Seeds.random(PackedPagesTest.class);

    @TestFactory
    Stream<DynamicTest> shouldReadWhatWasSetLikeAPlainMapWhateverTheValuesAre() {
        Map<String, LongUnaryOperator> kinds = Map.of(
                "edges", i -> EDGES[random.nextInt(EDGES.length)],
                "any", i -> random.nextLong(),
                "small", i -> random.nextInt(5),
                "rising", i -> 1_000_000 + i * 3,
                "falling", i -> 1_000_000 - i * 3,
                "seconds, then millis", i -> 1_700_000_000_000L + i * (i < 5_000 ? 1_000 : 999),
                "cents of all sizes", i -> 10_000L * (random.nextLong() >> random.nextInt(63)),
                "growing both ways", i -> (i % 2 == 0 ? 1 : -1) * (1L << i % 60));
        return Stream.of(0L, -1L, Long.MIN_VALUE, 77L)
                .flatMap(absent -> kinds.entrySet().stream()
                        .map(kind -> DynamicTest.dynamicTest(
                                kind.getKey() + ", absent " + absent, () -> compare(absent, kind.getValue()))));
    }

    private void compare(long absent, LongUnaryOperator values) {
        for (long[] units : List.of(new long[] {}, new long[] {1_000}, new long[] {10_000, 100})) {
            PackedPages pages = new PackedPages(absent, units);
            Map<Integer, Long> model = new HashMap<>();
            for (int i = 0; i < 10_000; i++) {
                int index = random.nextInt(3) == 0 ? random.nextInt(200_000) : random.nextInt(1_000);
                long value = random.nextInt(20) == 0 ? absent : values.applyAsLong(i);
                pages.set(index, value);
                model.put(index, value);
                assertEquals(value, pages.get(index));
            }
            model.forEach((index, value) -> assertEquals(value, pages.get(index), () -> "index " + index));
            for (int i = 0; i < 2_000; i++) {
                int index = random.nextInt(300_000);
                assertEquals(model.getOrDefault(index, absent), pages.get(index));
            }
        }
    }

    @Test
    void shouldTakeAsFewBytesAsTheValuesNeed() {
        assertEquals(65_536, bytesOf(new PackedPages(0), i -> i % 254));
        assertEquals(2 * 65_536, bytesOf(new PackedPages(0), i -> i % 60_000));
        assertEquals(2 * 65_536, bytesOf(new PackedPages(0, 1_000), i -> 1_700_000_000_000L + 1_000L * (i / 4)));
        assertEquals(3 * 65_536, bytesOf(new PackedPages(-1), i -> 5_000_000_000L + 20L * i));
        assertEquals(4 * 65_536, bytesOf(new PackedPages(-1), i -> i * 60_000L));
        assertEquals(8 * 65_536, bytesOf(new PackedPages(-1), i -> i * 600_000L));
    }

    @Test
    void shouldTakeNothingForWhatIsAbsentAndLittleForAFew() {
        PackedPages pages = new PackedPages(-1);
        pages.set(1_000_000, -1);
        assertEquals(0, pages.bytes());
        pages.set(3, 1);
        assertEquals(64, pages.bytes());
        pages.set(64, 255);
        assertEquals(128 * 2, pages.bytes());
    }

    /** Values that come from both sides and go ever further, and one that wanders, are what costs most. */
    @Test
    void shouldWriteAFullPageAnewOnceForEachWidthAtMost() {
        PackedPages spreading = new PackedPages(0);
        spreading.set(65_535, 1);
        for (long i = 0; i < 300_000; i++) {
            spreading.set((int) (i % 64), (i % 2 == 0 ? 1 : -1) * i * i * i);
        }
        assertTrue(spreading.rewrites() <= 4, () -> "spreading: found " + spreading.rewrites());
        PackedPages wandering = new PackedPages(Long.MIN_VALUE, 1_000);
        for (long i = 0; i < 100_000; i++) {
            wandering.set(65_535, 1_700_000_000_000L + 127_000 * i);
        }
        assertTrue(wandering.rewrites() <= 4, () -> "wandering: found " + wandering.rewrites());
    }

    @Test
    void shouldTakeWhatWasSavedInEachLayout() throws SnapshotException {
        LongPages longs = new LongPages(-1);
        IntPages ints = new IntPages(-1);
        PackedPages packed = new PackedPages(-1, 10);
        for (int i = 0; i < 5_000; i++) {
            int index = random.nextInt(200_000);
            long value = random.nextInt();
            longs.set(index, value);
            ints.set(index, (int) value);
            packed.set(index, value);
        }
        PackedPages ofLongs = new PackedPages(-1);
        ofLongs.restore(Structure.LONG_PAGES, saved(longs::freeze));
        PackedPages ofInts = new PackedPages(-1);
        ofInts.restore(Structure.INT_PAGES, saved(ints::freeze));
        PackedPages ofPacked = new PackedPages(-1, 10);
        ofPacked.restore(Structure.PACKED_PAGES, saved(packed::freeze));
        for (int index = 0; index < 200_000; index++) {
            assertEquals(longs.get(index), packed.get(index));
            assertEquals(longs.get(index), ofLongs.get(index));
            assertEquals(longs.get(index), ofInts.get(index));
            assertEquals(longs.get(index), ofPacked.get(index));
        }
    }

    /** As the ids of refunds that have none. */
    @Test
    void shouldHaveRoomForWhatWasSavedAsAbsentInEachLayout() throws SnapshotException {
        LongPages longs = new LongPages(-1);
        longs.set(70_000, -1);
        PackedPages packed = new PackedPages(-1);
        packed.restore(Structure.LONG_PAGES, saved(longs::freeze));
        assertEquals(longs.pages(), packed.pages());
        PackedPages again = new PackedPages(-1);
        again.restore(Structure.PACKED_PAGES, saved(packed::freeze));
        assertEquals(longs.pages(), again.pages());
    }

    /** Pages that are written anew while they are saved are saved as they were. */
    @Test
    void shouldSaveWhatWasThereWhenItBegan() throws SnapshotException {
        PackedPages pages = new PackedPages(0);
        for (int index = 0; index < 100_000; index++) {
            pages.set(index, index % 100);
        }
        SavedParts parts = new SavedParts(pages::freeze);
        boolean last = false;
        for (int step = 0; !last; step++) {
            pages.set(random.nextInt(100_000), random.nextInt(200));
            pages.set(random.nextInt(200_000), random.nextLong());
            last = parts.write();
        }
        PackedPages restored = new PackedPages(0);
        restored.restore(Structure.PACKED_PAGES, parts.reader());
        for (int index = 0; index < 200_000; index++) {
            assertEquals(index < 100_000 ? index % 100 : 0, restored.get(index));
        }
    }

    private static StateReader saved(Consumer<Frozen> freezing) {
        SavedParts parts = new SavedParts(freezing);
        while (!parts.write()) {
            // The next part.
        }
        return parts.reader();
    }

    @Test
    void shouldRefuseANegativeIndex() {
        assertThrows(IndexOutOfBoundsException.class, () -> new PackedPages(0).set(-1, 1));
        assertEquals(5, new PackedPages(5).get(-1));
    }

    private static long bytesOf(PackedPages pages, LongUnaryOperator values) {
        for (int i = 0; i < 65_536; i++) {
            pages.set(i, values.applyAsLong(i));
        }
        for (int i = 0; i < 65_536; i++) {
            assertEquals(values.applyAsLong(i), pages.get(i));
        }
        return pages.bytes();
    }
}
