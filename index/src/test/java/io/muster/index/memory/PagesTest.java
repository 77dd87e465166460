package io.muster.index.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class PagesTest {
    private interface Access {
        long get(int index);

        void set(int index, long value);

        long bytes();
    }

    @TestFactory
    Stream<DynamicTest> shouldReadWhatWasSetLikeAPlainMap() {
        return Stream.of(
                DynamicTest.dynamicTest("longs", () -> compareWithMap(of(new LongPages(-7)), -7)),
                DynamicTest.dynamicTest("ints", () -> compareWithMap(of(new IntPages(-7)), -7)),
                DynamicTest.dynamicTest("published longs", () -> compareWithMap(of(new PublishedLongs()), 0)),
                DynamicTest.dynamicTest("published ints", () -> compareWithMap(of(new PublishedInts()), 0)));
    }

    @TestFactory
    Stream<DynamicTest> shouldKeepNeighboursAtTheEdgesOfPages() {
        return Stream.of(of(new LongPages(9)), of(new IntPages(9)), of(new PublishedLongs()), of(new PublishedInts()))
                .map(pages -> DynamicTest.dynamicTest(pages.toString(), () -> checkEdges(pages)));
    }

    @Test
    void shouldTakeNoMemoryBeforeTheFirstValueAndLittleForAFew() {
        LongPages pages = new LongPages(0);
        assertEquals(0, pages.bytes());
        pages.set(3, 1);
        assertEquals(64 * 8, pages.bytes());
        pages.set(64, 1);
        assertEquals(128 * 8, pages.bytes());
        IntPages ints = new IntPages(0);
        ints.set(299, 1);
        assertEquals(512 * 4, ints.bytes());
    }

    @Test
    void shouldTakeNoMemoryToPublishZero() {
        PublishedLongs longs = new PublishedLongs();
        longs.set(1_000_000, 0);
        assertEquals(0, longs.bytes());
    }

    @Test
    void shouldRefuseANegativeIndex() {
        assertThrows(IndexOutOfBoundsException.class, () -> new LongPages(0).set(-1, 1));
        assertThrows(IndexOutOfBoundsException.class, () -> new PublishedLongs().set(-1, 1));
        assertEquals(0, new PublishedLongs().get(-1));
        assertEquals(5, new LongPages(5).get(-1));
    }

    @Test
    void shouldClearABitEverywhereAndLeaveTheOthers() {
        PublishedLongs longs = new PublishedLongs();
        int[] indexes = {0, 63, 64, 65_535, 65_536, 200_000};
        for (int index : indexes) {
            longs.set(index, 0b110);
        }
        for (int page = 0; page <= longs.pages(); page++) {
            longs.clearBits(page, 0b010);
        }
        for (int index : indexes) {
            assertEquals(0b100, longs.get(index));
        }
    }

    private static void compareWithMap(Access pages, long absent) {
        Random random = Seeds.random(PagesTest.class);
        Map<Integer, Long> model = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            int bound = 1 << random.nextInt(1, 19);
            int index = random.nextInt(bound);
            if (random.nextInt(3) > 0) {
                long value = random.nextInt();
                pages.set(index, value);
                model.put(index, value);
            }
            int read = random.nextInt(bound);
            assertEquals(model.getOrDefault(read, absent), pages.get(read), () -> "index " + read);
        }
        model.forEach((index, value) -> assertEquals(value, pages.get(index)));
    }

    private static void checkEdges(Access pages) {
        int[] edges = {0, 63, 64, 65, 65_535, 65_536, 65_537, 131_071, 131_072};
        for (int edge : edges) {
            pages.set(edge, edge + 1);
        }
        for (int edge : edges) {
            assertEquals(edge + 1, pages.get(edge));
        }
        assertTrue(pages.bytes() > 0);
    }

    private static Access of(LongPages pages) {
        return access(pages::get, pages::set, pages::bytes);
    }

    private static Access of(IntPages pages) {
        return access(pages::get, (index, value) -> pages.set(index, (int) value), pages::bytes);
    }

    private static Access of(PublishedLongs pages) {
        return access(pages::get, pages::set, pages::bytes);
    }

    private static Access of(PublishedInts pages) {
        return access(pages::get, (index, value) -> pages.set(index, (int) value), pages::bytes);
    }

    private interface Setter {
        void set(int index, long value);
    }

    private static Access access(
            java.util.function.IntToLongFunction getter, Setter setter, java.util.function.LongSupplier bytes) {
        return new Access() {
            @Override
            public long get(int index) {
                return getter.applyAsLong(index);
            }

            @Override
            public void set(int index, long value) {
                setter.set(index, value);
            }

            @Override
            public long bytes() {
                return bytes.getAsLong();
            }
        };
    }
}
