package io.muster.index.column;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.memory.Seeds;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

class LongColumnTest {
    private final LongColumn column = new LongColumn();
    private final TreeMap<Integer, Long> model = new TreeMap<>();

    @Test
    void shouldScanLikeAPlainMap() {
        Random random = Seeds.random(LongColumnTest.class);
        for (int round = 0; round < 40; round++) {
            for (int i = 0; i < 2_000; i++) {
                int ordinal = random.nextInt(1 << random.nextInt(1, 19));
                set(ordinal, random.nextInt(4) == 0 ? LongColumn.MISSING : random.nextLong(-1_000, 1_000));
                assertEquals(model.getOrDefault(ordinal, LongColumn.MISSING), column.get(ordinal));
            }
            long low = random.nextLong(-1_100, 1_100);
            assertScan(low, low + random.nextLong(-10, 500));
        }
        assertScan(Long.MIN_VALUE, Long.MAX_VALUE);
        assertScan(Long.MIN_VALUE, Long.MIN_VALUE);
    }

    @Test
    void shouldTakeWholePagesAndSkipThoseOutside() {
        for (int ordinal = 0; ordinal < 3 * 65_536; ordinal++) {
            set(ordinal, ordinal);
        }
        assertScan(0, 3 * 65_536);
        assertScan(65_536, 131_071);
        assertScan(65_535, 131_072);
        assertScan(65_537, 131_070);
        assertScan(-5, -1);
        set(70_000, LongColumn.MISSING);
        assertScan(0, 3 * 65_536);
        set(70_000, 9);
        assertScan(9, 9);
    }

    @Test
    void shouldFindValuesAtBothEndsOfTheRange() {
        set(1, Long.MIN_VALUE + 1);
        set(2, Long.MAX_VALUE);
        set(3, 0);
        assertScan(Long.MIN_VALUE, Long.MAX_VALUE);
        assertScan(Long.MIN_VALUE, -1);
        assertScan(Long.MAX_VALUE, Long.MAX_VALUE);
        assertScan(1, 0);
    }

    @Test
    void shouldKeepValuesAtTheEdgesOfPages() {
        for (int ordinal : new int[] {63, 64, 65_535, 65_536, 65_537, 131_072}) {
            set(ordinal, ordinal);
        }
        assertScan(65_535, 65_537);
        assertScan(0, 200_000);
    }

    @Test
    void shouldScanOnePageByItself() {
        set(5, 1);
        set(65_537, 3);
        assertEquals(RoaringBitmap.bitmapOf(65_537), column.scanPage(1, 0, 9));
        assertEquals(new RoaringBitmap(), column.scanPage(7, 0, 9));
    }

    @Test
    void shouldStartSmall() {
        assertEquals(0, column.bytes());
        column.set(1_000_000, LongColumn.MISSING);
        assertEquals(0, column.bytes());
        column.set(3, 1);
        assertEquals(512, column.bytes());
        column.set(299, 1);
        assertEquals(4_096, column.bytes());
    }

    private void set(int ordinal, long value) {
        column.set(ordinal, value);
        if (value == LongColumn.MISSING) {
            model.remove(ordinal);
        } else {
            model.put(ordinal, value);
        }
    }

    private void assertScan(long low, long high) {
        RoaringBitmap expected = new RoaringBitmap();
        for (Map.Entry<Integer, Long> entry : model.entrySet()) {
            if (entry.getValue() >= low && entry.getValue() <= high) {
                expected.add(entry.getKey());
            }
        }
        RoaringBitmap found = column.scan(low, high);
        assertEquals(expected, found);
        assertEquals(expected.getCardinality(), found.getCardinality());
        assertTrue(found.validate(), "a bitmap as Roaring makes it");
    }
}
