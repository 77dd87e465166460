package io.muster.server.api.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LineBatchesTest {
    @Test
    void shouldHaveAllLinesHoweverTheyCome() {
        long seed = new Random().nextLong();
        System.out.println("LineBatchesTest seed " + seed);
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 30_000; i++) {
            text.append("x".repeat(random.nextInt(60))).append('\n');
        }
        text.append("the last has no end");
        byte[] bytes = text.toString().getBytes(UTF_8);
        LineBatches batches = new LineBatches();
        for (int at = 0; at < bytes.length; ) {
            int length = Math.min(1 + random.nextInt(9_000), bytes.length - at);
            batches.add(bytes, at, length);
            at += length;
        }
        batches.end();
        StringBuilder found = new StringBuilder();
        long lines = 0;
        while (batches.hasNext()) {
            LineBatches.Batch batch = batches.next();
            assertEquals(lines, batch.linesBefore());
            lines += batch.lines();
            String part = new String(batch.bytes(), UTF_8);
            assertTrue(part.endsWith("\n") || !batches.hasNext());
            found.append(part);
        }
        assertEquals(30_001, lines);
        assertEquals(text.toString(), found.toString());
    }

    @Test
    void shouldHoldNoMoreOfALineThanOneMayHave() {
        LineBatches batches = new LineBatches();
        byte[] part = "y".repeat(1 << 20).getBytes(UTF_8);
        for (int i = 0; i < 50; i++) {
            batches.add(part, 0, part.length);
        }
        batches.end();
        assertEquals((1 << 20) + 2, batches.next().bytes().length);
    }
}
