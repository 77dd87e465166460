package io.muster.index.column;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.memory.Seeds;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

class ListColumnTest {
    private static final int VALUES = 40;

    private final ListColumn column = new ListColumn();
    private final Map<Integer, Set<Integer>> model = new HashMap<>();

    @Test
    void shouldAnswerLikeAPlainMapOfSets() {
        Random random = Seeds.random(ListColumnTest.class);
        for (int value = 1; value <= VALUES; value++) {
            assertEquals(value, column.intern("tag " + value));
        }
        for (int i = 0; i < 60_000; i++) {
            change(random, random.nextInt(random.nextBoolean() ? 20 : 70_000));
        }
        model.keySet().forEach(this::assertList);
        assertBitmaps();
    }

    @Test
    void shouldTakeTextsForTheSameInAnyCaseAndShowTheFirst() {
        int vip = column.intern("ViP");
        assertEquals(vip, column.intern("vip"));
        assertEquals(vip, column.find("VIP"));
        assertEquals("ViP", column.text(vip));
        assertEquals(column.intern("ÄRGER"), column.find("ärger"));
        assertEquals(0, column.find("nobody"));
        assertEquals(2, column.size());
        assertThrows(IndexOutOfBoundsException.class, () -> column.text(3));
    }

    @Test
    void shouldHaveAnEmptyBitmapForATextThatNobodyHas() {
        int id = column.intern("rare");
        assertTrue(column.bitmap(id).isEmpty());
        assertTrue(column.add(5, id));
        assertFalse(column.add(5, id));
        assertTrue(column.remove(5, id));
        assertFalse(column.remove(5, id));
        assertTrue(column.bitmap(id).isEmpty());
        assertTrue(column.present().isEmpty());
        assertThrows(IndexOutOfBoundsException.class, () -> column.value(5, 0));
    }

    @Test
    void shouldNotGrowWhenListsComeAndGo() {
        IntLists lists = new IntLists();
        long bytes = 0;
        for (int round = 0; round < 500; round++) {
            int ordinal = round % 50;
            for (int value = 0; value < 40; value++) {
                lists.add(ordinal, value);
            }
            for (int left = 40; left > 0; left--) {
                lists.removeAt(ordinal, left / 2);
            }
            assertEquals(0, lists.count(ordinal));
            bytes = round == 0 ? lists.bytes() : bytes;
        }
        assertEquals(bytes, lists.bytes());
    }

    @Test
    void shouldStartSmall() {
        assertTrue(column.bytes() <= 512, () -> "empty: " + column.bytes());
        int[] ids = {column.intern("one"), column.intern("two"), column.intern("three")};
        for (int ordinal = 0; ordinal < 300; ordinal++) {
            for (int id : ids) {
                column.add(ordinal, id);
            }
        }
        assertTrue(column.bytes() <= 16 * 1024, () -> "300: " + column.bytes());
    }

    private void change(Random random, int ordinal) {
        int value = random.nextInt(1, VALUES + 1);
        Set<Integer> expected = model.computeIfAbsent(ordinal, key -> new HashSet<>());
        if (random.nextInt(5) < 2) {
            assertEquals(expected.remove(value), column.remove(ordinal, value));
        } else {
            assertEquals(expected.add(value), column.add(ordinal, value));
        }
        assertEquals(expected.contains(value), column.has(ordinal, value));
        if (ordinal < 20) {
            assertList(ordinal);
        }
    }

    private void assertList(int ordinal) {
        Set<Integer> values = new HashSet<>();
        for (int i = 0; i < column.count(ordinal); i++) {
            assertTrue(values.add(column.value(ordinal, i)), "twice in the list");
        }
        assertEquals(model.get(ordinal), values);
    }

    private void assertBitmaps() {
        RoaringBitmap present = new RoaringBitmap();
        Map<Integer, RoaringBitmap> bitmaps = new HashMap<>();
        model.forEach((ordinal, values) -> values.forEach(value -> {
            present.add(ordinal);
            bitmaps.computeIfAbsent(value, key -> new RoaringBitmap()).add(ordinal);
        }));
        assertEquals(present, column.present());
        bitmaps.forEach((value, bitmap) -> assertEquals(bitmap, column.bitmap(value)));
    }
}
