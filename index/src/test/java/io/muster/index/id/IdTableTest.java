package io.muster.index.id;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.memory.Seeds;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class IdTableTest {
    private final ExpandableArrayBuffer copied = new ExpandableArrayBuffer();
    private IdTable table = new IdTable();

    @Test
    void shouldAnswerLikeAPlainMapWhileIdsComeAndGo() {
        compareWithMap(40_000, 20_000);
    }

    @Test
    void shouldAnswerLikeAPlainMapWhenAllFingerprintsAreTheSame() {
        table = new IdTable((id, offset, length) -> 0);
        compareWithMap(1_500, 300);
    }

    @Test
    void shouldAnswerLikeAPlainMapWhenProbesWrapAroundTheEnd() {
        table = new IdTable((id, offset, length) -> -1L - (id.getByte(offset + length - 1) & 3));
        compareWithMap(1_500, 300);
    }

    @Test
    void shouldTellApartIdsThatDifferInTheLastByteOrTheLength() {
        String[] ids = {"", "a", "b", "ab", "abc", "abcdefgh", "abcdefgi", "abcdefghi", "zürich", "x".repeat(200)};
        for (int i = 0; i < ids.length; i++) {
            assertEquals(IdTable.UNKNOWN, find(ids[i]));
            assertEquals(i, add(ids[i]));
        }
        for (int i = 0; i < ids.length; i++) {
            assertEquals(i, find(ids[i]));
            assertEquals(ids[i], text(i));
        }
    }

    @Test
    void shouldGiveANewOrdinalToAnIdThatComesBack() {
        int first = add("again");
        table.remove(first);
        assertEquals(IdTable.UNKNOWN, find("again"));
        assertEquals(0, table.idLength(first));
        assertEquals(0, table.copyId(first, copied, 0));
        int second = add("again");
        assertEquals(first + 1, second);
        assertEquals(second, find("again"));
        table.remove(first);
        assertEquals(1, table.size());
        assertEquals(2, table.ordinals());
    }

    @Test
    void shouldHaveNoIdForAnOrdinalNeverGivenOut() {
        for (int ordinal : new int[] {-1, 0, 5, Integer.MAX_VALUE}) {
            assertEquals(0, table.idLength(ordinal));
            assertEquals(0, table.copyId(ordinal, copied, 0));
            table.remove(ordinal);
        }
        assertEquals(0, table.size());
    }

    @Test
    void shouldStayAsLargeWhenOneIdComesAndGoesForEver() {
        for (int i = 0; i < 5_000; i++) {
            table.remove(add("one"));
        }
        assertEquals(0, table.size());
        assertTrue(slotBytes() <= 1024, () -> "slots: " + slotBytes());
    }

    @Test
    void shouldCostKilobytesForAFewHundredIds() {
        assertTrue(table.bytes() <= 256, () -> "empty: " + table.bytes());
        for (int i = 0; i < 300; i++) {
            add("customer-" + i);
        }
        assertTrue(table.bytes() <= 32 * 1024, () -> "300 ids: " + table.bytes());
    }

    @Test
    void shouldKeepIdsAcrossTheEdgeOfAPage() {
        for (int i = 0; i < 65_538; i++) {
            add("c" + i);
        }
        for (int ordinal = 65_534; ordinal < 65_538; ordinal++) {
            assertEquals(ordinal, find("c" + ordinal));
            assertEquals("c" + ordinal, text(ordinal));
        }
    }

    @Test
    void shouldKeepIdsWhilePartsAreSplit() {
        for (int i = 0; i < 300_000; i++) {
            add("c" + i);
        }
        assertTrue(table.bytes() < 300_000L * 80, () -> "300,000 ids: " + table.bytes());
        for (int ordinal = 0; ordinal < 300_000; ordinal++) {
            assertEquals(ordinal, find("c" + ordinal));
        }
        for (int ordinal = 0; ordinal < 300_000; ordinal += 2) {
            table.remove(ordinal);
        }
        for (int ordinal = 0; ordinal < 300_000; ordinal++) {
            assertEquals(ordinal % 2 == 0 ? IdTable.UNKNOWN : ordinal, find("c" + ordinal));
        }
        assertEquals(150_000, table.size());
    }

    private void compareWithMap(int operations, int distinct) {
        Random random = Seeds.random(IdTableTest.class);
        Map<String, Integer> model = new HashMap<>();
        List<String> given = new ArrayList<>();
        for (int i = 0; i < operations; i++) {
            String id = "id-" + random.nextInt(distinct);
            Integer known = model.get(id);
            assertEquals(known == null ? IdTable.UNKNOWN : known, find(id));
            if (known == null) {
                assertEquals(given.size(), add(id));
                model.put(id, given.size());
                given.add(id);
            } else if (random.nextInt(3) == 0) {
                table.remove(known);
                given.set(known, "");
                model.remove(id);
            }
            assertEquals(model.size(), table.size());
            assertEquals(given.size(), table.ordinals());
        }
        for (int ordinal = 0; ordinal < given.size(); ordinal++) {
            assertEquals(given.get(ordinal), text(ordinal));
        }
    }

    private long slotBytes() {
        return table.bytes() - arenaAndHandleBytes();
    }

    /** 5,000 ids of 3 bytes take 8 bytes each in the arena and 4 by ordinal, in powers of two. */
    private static long arenaAndHandleBytes() {
        return 65_536 + 8_192 * 4;
    }

    private int find(String id) {
        byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
        return table.find(new UnsafeBuffer(bytes), 0, bytes.length);
    }

    private int add(String id) {
        byte[] bytes = (">" + id).getBytes(StandardCharsets.UTF_8);
        return table.add(new UnsafeBuffer(bytes), 1, bytes.length - 1);
    }

    private String text(int ordinal) {
        int length = table.copyId(ordinal, copied, 5);
        assertEquals(length, table.idLength(ordinal));
        return copied.getStringWithoutLengthUtf8(5, length);
    }
}
