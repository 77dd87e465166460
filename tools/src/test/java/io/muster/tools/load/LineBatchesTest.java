package io.muster.tools.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineBatchesTest {
    @Test
    void shouldGiveEveryLineOnceWithItsNumberHoweverTheBatchesFall() throws IOException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            List<String> lines = new ArrayList<>();
            for (int i = random.nextInt(40); i > 0; i--) {
                lines.add("x".repeat(random.nextInt(random.nextInt(10) == 0 ? 200 : 12)));
            }
            String text = String.join("\n", lines) + (random.nextBoolean() && !lines.isEmpty() ? "\n" : "");
            List<String> expected = text.lines().toList();
            LineBatches batches = batches(text, 1 + random.nextInt(64));
            long from = 1 + random.nextInt(expected.size() + 1);
            if (batches.skipTo(from)) {
                assertEquals(expected.subList((int) from - 1, expected.size()), rest(batches, from), text);
            } else {
                assertTrue(from > expected.size());
            }
        }
    }

    @Test
    void shouldFindWhereALineStartsAndEnds() throws IOException {
        LineBatch batch = batches("a\n\nbcd\n", 64).next();
        assertEquals(3, batch.lines());
        assertEquals(3, batch.lastLine());
        assertEquals(3, batch.start(2));
        assertEquals(6, batch.lineEnd(3));
    }

    @Test
    void shouldSayWhereALineIsTooLong() throws IOException {
        LineBatches batches = new LineBatches("f", stream("short\n" + "y".repeat(500)), 16, 100);
        assertEquals(1, batches.next().lines());
        String message = assertThrows(IOException.class, batches::next).getMessage();
        assertTrue(message.startsWith("f:2: "), message);
    }

    @Test
    void shouldGiveNothingOfNothing() throws IOException {
        assertNull(batches("", 10).next());
        assertTrue(batches("", 10).skipTo(1));
        assertFalse(batches("", 10).skipTo(2));
    }

    private static List<String> rest(LineBatches batches, long from) throws IOException {
        List<String> lines = new ArrayList<>();
        for (LineBatch batch = batches.next(); batch != null; batch = batches.next()) {
            assertEquals(from + lines.size(), batch.firstLine());
            String text = new String(batch.bytes(), 0, batch.length(), StandardCharsets.UTF_8);
            assertEquals(batch.lines(), text.lines().count());
            text.lines().forEach(lines::add);
        }
        return lines;
    }

    private static LineBatches batches(String text, int targetBytes) {
        return new LineBatches("f", stream(text), targetBytes, 1_000_000);
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
