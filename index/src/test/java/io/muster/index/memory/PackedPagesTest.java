package io.muster.index.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
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

    /** Values that come from both sides and go ever further are what costs most. */
    @Test
    void shouldWriteAPageAnewAFewTimesOnly() {
        PackedPages pages = new PackedPages(0);
        int changes = 0;
        for (int i = 0; i < 1_000_000; i++) {
            long before = pages.bytes();
            pages.set(i % 64, (i % 2 == 0 ? 1L : -1L) * i * i);
            changes += before == pages.bytes() ? 0 : 1;
        }
        assertTrue(changes <= 5, "widths: found " + changes);
        assertEquals(64 * 8, pages.bytes());
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
