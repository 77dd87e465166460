package io.muster.index.column;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.SavedParts;
import io.muster.index.memory.Pages;
import io.muster.index.memory.Seeds;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

/** Pages that are skipped, taken whole or read must have what a plain loop over the values finds. */
final class PageSkippingTest {
    private static final int PAGES = 5;
    private static final int ORDINALS = PAGES * Pages.ENTRIES - 30_000;
    private static final int[] EDGES = {0, 1, 62, 63, 64, 4_095, 4_096, 65_534, 65_535};
    private static final int ROUNDS = 150;

    private final Random random = Seeds.random(PageSkippingTest.class);
    private final PageBits bits = new PageBits();
    private final long[] longs = new long[ORDINALS];
    private final int[] ids = new int[ORDINALS];
    private LongColumn numbers = new LongColumn();
    private TextColumn texts = new TextColumn();

    @Test
    void shouldFindTheNumbersThatAPlainLoopFinds() throws Exception {
        Arrays.fill(longs, LongColumn.MISSING);
        for (int round = 0; round < ROUNDS; round++) {
            if (round % 5 == 0) {
                changeNumbers(random.nextInt(PAGES));
            }
            if (round % 40 == 39) {
                numbers = restored(numbers);
            }
            long low = bound();
            long high = random.nextInt(4) == 0 ? low : bound();
            for (int page = 0; page < PAGES + 2; page++) {
                findNumbers(page, low, high);
            }
        }
    }

    @Test
    void shouldNotReadPagesThatSayEnough() {
        for (int ordinal = 0; ordinal < Pages.ENTRIES; ordinal++) {
            setNumber(ordinal, 100 + ordinal % 100);
            setText(ordinal, 100 + ordinal % 100);
        }
        assertTrue(numbers.find(0, 150, 300, bits), "a page with values inside and outside");
        assertFalse(numbers.find(0, 100, 199, bits), "a full page wholly inside");
        assertBits(0, ordinal -> true, "a full page wholly inside");
        assertFalse(numbers.find(0, 200, 300, bits), "a page wholly outside");
        assertBits(0, ordinal -> false, "a page wholly outside");
        assertTrue(texts.find(0, new TextIds(RoaringBitmap.bitmapOf(150, 250)), bits), "a page with one of the texts");
        assertFalse(texts.find(0, new TextIds(RoaringBitmap.bitmapOf(200, 300)), bits), "a page without the texts");
    }

    @Test
    void shouldFindTheTextsThatAPlainLoopFinds() throws Exception {
        for (int id = 1; id <= 2_000; id++) {
            texts.dictionary().intern("t-" + id);
        }
        for (int round = 0; round < ROUNDS; round++) {
            if (round % 5 == 0) {
                changeTexts(random.nextInt(PAGES));
            }
            if (round % 40 == 39) {
                texts = restored(texts);
            }
            RoaringBitmap wanted = new RoaringBitmap();
            int first = 1 + random.nextInt(2_000);
            int step = 1 + random.nextInt(3);
            for (int id = first; id <= 2_000 && wanted.getCardinality() <= random.nextInt(400); id += step) {
                wanted.add(id);
            }
            TextIds asked = new TextIds(random.nextInt(20) == 0 ? new RoaringBitmap() : wanted);
            IntPredicate test = id -> asked.least() <= asked.greatest() && wanted.contains(id);
            for (int page = 0; page < PAGES + 2; page++) {
                texts.find(page, asked, bits);
                assertBits(page, ordinal -> test.test(ids[ordinal]), "page " + page + ", round " + round);
            }
        }
    }

    private void findNumbers(int page, long low, long high) {
        String where = "page " + page + ", " + low + " to " + high;
        numbers.find(page, low, high, bits);
        assertBits(page, ordinal -> isBetween(longs[ordinal], low, high), where);
        numbers.find(page, low, high, value -> isBetween(value, low, high) && value % 3 != 0, bits);
        assertBits(page, ordinal -> isBetween(longs[ordinal], low, high) && longs[ordinal] % 3 != 0, where);
        long ceiling = numbers.ceiling(page, Math.max(low, LongColumn.MISSING + 1));
        long exact = Long.MAX_VALUE;
        for (int ordinal = first(page); ordinal < end(page); ordinal++) {
            exact = isBetween(longs[ordinal], low, Long.MAX_VALUE) ? Math.min(exact, longs[ordinal]) : exact;
        }
        assertTrue(ceiling >= low && ceiling <= exact, where + ": ceiling " + ceiling + ", found " + exact);
    }

    private static boolean isBetween(long value, long low, long high) {
        return value != LongColumn.MISSING && value >= low && value <= high;
    }

    /** Any value, one that is there, or the ends of all. */
    private long bound() {
        long there = longs[random.nextInt(PAGES) * Pages.ENTRIES + random.nextInt(30_000)];
        return switch (random.nextInt(8)) {
            case 0 -> Long.MIN_VALUE;
            case 1 -> Long.MAX_VALUE;
            case 2 -> random.nextLong(-6_000, 6_000);
            case 3 -> there == LongColumn.MISSING ? there : there - 1;
            case 4 -> there == Long.MAX_VALUE ? there : there + 1;
            default -> there;
        };
    }

    /** Gives a page values of its own, or takes them all away, or some at its edges. */
    private void changeNumbers(int page) {
        int form = random.nextInt(5);
        long from = random.nextLong(-5_000, 5_000);
        long width = 1 + random.nextInt(1 << random.nextInt(11));
        for (int ordinal = first(page); ordinal < end(page); ordinal++) {
            if (form == 0) {
                setNumber(ordinal, LongColumn.MISSING);
            } else if (form == 1 || random.nextInt(8) == 0) {
                setNumber(ordinal, from + random.nextLong(width));
            } else if (random.nextInt(16) == 0) {
                setNumber(ordinal, LongColumn.MISSING);
            }
        }
        for (int i = 0; i < 4; i++) {
            int ordinal = Math.min(first(page) + EDGES[random.nextInt(EDGES.length)], end(page) - 1);
            long[] values = {LongColumn.MISSING, LongColumn.MISSING + 1, Long.MAX_VALUE, from};
            setNumber(ordinal, values[random.nextInt(form == 1 ? 4 : 2) * (form == 1 ? 1 : 3) % 4]);
        }
    }

    private void changeTexts(int page) {
        int form = random.nextInt(4);
        int from = 1 + random.nextInt(1_500);
        for (int ordinal = first(page); ordinal < end(page); ordinal++) {
            if (form == 0) {
                setText(ordinal, 0);
            } else if (form == 1 || random.nextInt(8) == 0) {
                setText(ordinal, random.nextInt(9) == 0 ? 0 : from + random.nextInt(500));
            }
        }
        setText(Math.min(first(page) + EDGES[random.nextInt(EDGES.length)], end(page) - 1), from);
    }

    private void setNumber(int ordinal, long value) {
        longs[ordinal] = value;
        numbers.set(ordinal, value);
    }

    private void setText(int ordinal, int id) {
        ids[ordinal] = id;
        texts.set(ordinal, id);
    }

    private static LongColumn restored(LongColumn column) throws Exception {
        SavedParts saved = new SavedParts(column::freeze);
        while (!saved.write()) {
            continue;
        }
        saved.release();
        LongColumn restored = new LongColumn();
        restored.restore(saved.reader());
        return restored;
    }

    private static TextColumn restored(TextColumn column) throws Exception {
        SavedParts saved = new SavedParts(column::freeze);
        while (!saved.write()) {
            continue;
        }
        saved.release();
        TextColumn restored = new TextColumn();
        restored.restore(saved.reader());
        return restored;
    }

    private void assertBits(int page, IntPredicate expected, String where) {
        long[] words = new long[Pages.ENTRIES / Long.SIZE];
        for (int ordinal = first(page); ordinal < end(page); ordinal++) {
            if (expected.test(ordinal)) {
                words[(ordinal & Pages.MASK) / Long.SIZE] |= 1L << ordinal;
            }
        }
        assertEquals(-1, Arrays.mismatch(words, bits.words()), where);
    }

    private static int first(int page) {
        return Math.min(ORDINALS, page << Pages.SHIFT);
    }

    private static int end(int page) {
        return Math.min(ORDINALS, page + 1 << Pages.SHIFT);
    }
}
