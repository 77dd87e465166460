package io.muster.index.id;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class PlainIdsTest {
    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final PlainIds plain = new PlainIds(random::nextLong);
    private final Map<Long, String> found = new HashMap<>();

    @Test
    void shouldGiveDifferentIdsDifferentEvenPrints() {
        System.out.println("seed: " + seed);
        for (int i = 0; i < 300_000; i++) {
            add(random.nextBoolean() ? few() : digits(8 + random.nextInt(7)));
        }
    }

    @Test
    void shouldTellEveryByteOfShortIdsApart() {
        for (int first = 0; first < 256; first++) {
            add(text(first));
            for (int second = 0; second < 256; second++) {
                add(text(first, second));
                add(text('a', 'b', first, 'c', 'd', second, 'e'));
                add(text(first, 'b', 'c', second));
            }
        }
    }

    @Test
    void shouldTellLeadingZerosApart() {
        for (int length = 1; length <= 14; length++) {
            add("0".repeat(length));
            add("0".repeat(length - 1) + "1");
        }
    }

    @Test
    void shouldHaveNoPrintForWhatHasOneCharacterThatIsNoDigit() {
        for (int length = 8; length <= 14; length++) {
            for (int at = 0; at < length; at++) {
                for (int character = 0; character < 256; character++) {
                    StringBuilder id = new StringBuilder(digits(length));
                    id.setCharAt(at, (char) character);
                    boolean isDigit = character >= '0' && character <= '9';
                    String said = "character " + character + " at " + at + " of " + length;
                    assertEquals(!isDigit, print(id.toString()) == PlainIds.NONE, said);
                }
            }
        }
    }

    @Test
    void shouldHaveNoPrintForLongIds() {
        assertEquals(PlainIds.NONE, print(digits(15)));
        assertEquals(PlainIds.NONE, print(digits(16)));
        assertEquals(PlainIds.NONE, print("x".repeat(200)));
    }

    @Test
    void shouldFindSpreadPlacesForIdsThatFollowEachOther() {
        int[] homes = new int[256];
        for (int i = 0; i < 256 * 100; i++) {
            homes[(int) (print(String.format(Locale.ROOT, "%012d", i)) >>> 56)]++;
        }
        for (int home : homes) {
            assertEquals(100, home, 60, "ids with the same first 8 bits, of 25,600, seed " + seed);
        }
    }

    @Test
    void shouldFindPlainIdsAndOthersInOneTableWhileTheyComeAndGo() {
        IdTable table = new IdTable();
        Map<String, Integer> expected = new HashMap<>();
        for (int i = 0; i < 50_000; i++) {
            String id = random.nextInt(3) == 0
                    ? "customer-" + random.nextInt(5_000)
                    : Integer.toString(random.nextInt(5_000) + (random.nextBoolean() ? 0 : 100_000_000));
            UnsafeBuffer bytes = new UnsafeBuffer(id.getBytes(ISO_8859_1));
            Integer ordinal = expected.remove(id);
            int answer = table.find(bytes, 0, bytes.capacity());
            if (ordinal != null) {
                assertEquals(ordinal, answer, id);
                table.remove(ordinal);
                assertEquals(IdTable.UNKNOWN, table.find(bytes, 0, bytes.capacity()), id);
            } else {
                assertEquals(IdTable.UNKNOWN, answer, id);
                int added = table.add(bytes, 0, bytes.capacity());
                assertNotEquals(IdTable.UNKNOWN, added);
                expected.put(id, added);
            }
        }
        expected.forEach((id, ordinal) -> {
            UnsafeBuffer bytes = new UnsafeBuffer(id.getBytes(ISO_8859_1));
            assertEquals(ordinal, table.find(bytes, 0, bytes.capacity()), id);
            assertEquals(id, table.text(ordinal));
        });
    }

    private void add(String id) {
        long print = print(id);
        assertNotEquals(PlainIds.NONE, print, id);
        assertEquals(0, print & 1, id);
        String before = found.putIfAbsent(print, id);
        if (before != null && !before.equals(id)) {
            assertNull(before, "the print of " + id);
        }
    }

    private String few() {
        StringBuilder id = new StringBuilder();
        for (int left = random.nextInt(8); left > 0; left--) {
            id.append((char) random.nextInt(256));
        }
        return id.toString();
    }

    private String digits(int length) {
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < length; i++) {
            id.append((char) ('0' + random.nextInt(10)));
        }
        return id.toString();
    }

    private static String text(int... bytes) {
        StringBuilder text = new StringBuilder();
        for (int each : bytes) {
            text.append((char) each);
        }
        return text.toString();
    }

    private long print(String id) {
        byte[] bytes = new byte[id.length() + 3];
        System.arraycopy(id.getBytes(ISO_8859_1), 0, bytes, 3, id.length());
        return plain.print(new UnsafeBuffer(bytes), 3, id.length());
    }
}
