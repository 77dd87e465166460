package io.muster.index.column;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.memory.Seeds;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

class TextColumnTest {
    private final TextColumn column = new TextColumn();
    private final Map<Integer, String> model = new HashMap<>();

    @Test
    void shouldScanLikeAPlainMap() {
        Random random = Seeds.random(TextColumnTest.class);
        for (int round = 0; round < 20; round++) {
            for (int i = 0; i < 3_000; i++) {
                set(
                        random.nextInt(1 << random.nextInt(1, 19)),
                        random.nextInt(5) == 0 ? null : "t" + random.nextInt(200));
            }
            String part = String.valueOf(random.nextInt(10));
            assertScan(text -> text.contains(part));
        }
        assertScan(text -> true);
        assertScan(text -> false);
        assertEquals(bitmap(text -> true), column.present());
    }

    @Test
    void shouldKeepTextsAtTheEdgesOfPages() {
        for (int ordinal : new int[] {63, 64, 65_535, 65_536, 65_537}) {
            set(ordinal, "t" + ordinal);
        }
        assertScan(text -> text.compareTo("t65536") >= 0);
    }

    @Test
    void shouldFindInTheDictionaryWhatWasInternedAndNothingElse() {
        Dictionary dictionary = column.dictionary();
        String[] texts = {"", "a", "ä", "A", "😀", "a longer text with more than sixteen bytes"};
        for (int i = 0; i < texts.length; i++) {
            assertEquals(0, dictionary.find(texts[i]));
            assertEquals(i + 1, dictionary.intern(texts[i]));
            assertEquals(i + 1, dictionary.intern(texts[i]));
        }
        for (int i = 0; i < texts.length; i++) {
            byte[] bytes = ("__" + texts[i]).getBytes(StandardCharsets.UTF_8);
            assertEquals(i + 1, dictionary.find(new UnsafeBuffer(bytes), 2, bytes.length - 2));
            assertEquals(i + 1, dictionary.intern(new UnsafeBuffer(bytes), 2, bytes.length - 2));
            assertEquals(texts[i], dictionary.text(i + 1));
        }
        assertEquals(texts.length, dictionary.size());
        assertThrows(IllegalArgumentException.class, () -> dictionary.text(0));
        assertThrows(IllegalArgumentException.class, () -> dictionary.text(texts.length + 1));
    }

    @Test
    void shouldStartSmall() {
        assertTrue(column.bytes() <= 256, () -> "empty: " + column.bytes());
        for (int ordinal = 0; ordinal < 300; ordinal++) {
            column.set(ordinal, column.dictionary().intern("t" + ordinal % 3));
        }
        assertTrue(column.bytes() <= 4_096, () -> "300: " + column.bytes());
    }

    private void set(int ordinal, String text) {
        column.set(ordinal, text == null ? 0 : column.dictionary().intern(text));
        if (text == null) {
            model.remove(ordinal);
        } else {
            model.put(ordinal, text);
        }
        assertEquals(text, column.get(ordinal) == 0 ? null : column.dictionary().text(column.get(ordinal)));
    }

    private void assertScan(Predicate<String> wanted) {
        RoaringBitmap found = column.scan(id -> wanted.test(column.dictionary().text(id)));
        assertEquals(bitmap(wanted), found);
        assertTrue(found.validate(), "a bitmap as Roaring makes it");
    }

    private RoaringBitmap bitmap(Predicate<String> wanted) {
        RoaringBitmap expected = new RoaringBitmap();
        model.forEach((ordinal, text) -> {
            if (wanted.test(text)) {
                expected.add(ordinal);
            }
        });
        return expected;
    }
}
