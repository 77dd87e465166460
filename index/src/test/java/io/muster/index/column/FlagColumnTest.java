package io.muster.index.column;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.memory.Seeds;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

class FlagColumnTest {
    private final FlagColumn column = new FlagColumn();
    private final Map<Integer, Integer> model = new HashMap<>();

    @Test
    void shouldScanLikeAPlainMap() {
        Random random = Seeds.random(FlagColumnTest.class);
        for (int round = 0; round < 20; round++) {
            for (int i = 0; i < 5_000; i++) {
                set(random.nextInt(1 << random.nextInt(1, 19)), random.nextInt(3));
            }
            assertScans();
        }
    }

    @Test
    void shouldKeepFlagsAtTheEdges() {
        int value = FlagColumn.FALSE;
        for (int ordinal : new int[] {0, 31, 32, 63, 64, 65_535, 65_536, 65_537, 2_097_151, 2_097_152}) {
            set(ordinal, value);
            value = FlagColumn.FALSE + FlagColumn.TRUE - value;
            assertScans();
        }
    }

    @Test
    void shouldScanAFullPage() {
        for (int ordinal = 0; ordinal < 65_537; ordinal++) {
            set(ordinal, FlagColumn.TRUE);
        }
        assertScans();
    }

    @Test
    void shouldRefuseWhatIsNoFlag() {
        assertThrows(IllegalArgumentException.class, () -> column.set(0, 3));
        assertThrows(IllegalArgumentException.class, () -> column.set(0, -1));
        assertThrows(IllegalArgumentException.class, () -> column.scan(FlagColumn.MISSING));
    }

    @Test
    void shouldStartSmall() {
        assertEquals(0, column.bytes());
        column.set(500, FlagColumn.TRUE);
        assertEquals(512, column.bytes());
    }

    private void set(int ordinal, int value) {
        column.set(ordinal, value);
        model.put(ordinal, value);
    }

    private void assertScans() {
        for (int value : new int[] {FlagColumn.FALSE, FlagColumn.TRUE}) {
            RoaringBitmap expected = new RoaringBitmap();
            model.forEach((ordinal, flag) -> {
                assertEquals(flag, column.get(ordinal));
                if (flag == value) {
                    expected.add(ordinal);
                }
            });
            RoaringBitmap found = column.scan(value);
            assertEquals(expected, found);
            assertTrue(found.validate(), "a bitmap as Roaring makes it");
        }
    }
}
