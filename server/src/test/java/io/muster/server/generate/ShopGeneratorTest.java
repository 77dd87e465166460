package io.muster.server.generate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

class ShopGeneratorTest {
    private static final Instant NOW = Instant.parse("2026-11-21T20:00:00Z");

    @Test
    void shouldGiveTheSameBytesForTheSameSeedHoweverTheyAreFetched() throws IOException {
        ShopOptions options = ShopOptions.of(500, 3, newSeed(), NOW);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        new ShopGenerator(options).writeTo(whole);
        ByteArrayOutputStream pieces = new ByteArrayOutputStream();
        ShopGenerator generator = new ShopGenerator(options);
        RecordBuffer batch = new RecordBuffer(1);
        while (generator.next(batch, 777) > 0) {
            pieces.write(batch.bytes(), 0, batch.length());
        }
        assertArrayEquals(whole.toByteArray(), pieces.toByteArray());
        assertEquals(whole.toString().lines().count(), generator.records());
    }

    @Test
    void shouldGiveAnotherShopForAnotherSeed() throws IOException {
        long seed = newSeed();
        ByteArrayOutputStream one = new ByteArrayOutputStream();
        ByteArrayOutputStream other = new ByteArrayOutputStream();
        new ShopGenerator(ShopOptions.of(50, 3, seed, NOW)).writeTo(one);
        new ShopGenerator(ShopOptions.of(50, 3, seed + 1, NOW)).writeTo(other);
        assertFalse(one.toString().equals(other.toString()));
    }

    @Test
    void shouldKeepNothingBackAtTheEnd() {
        ShopGenerator generator = new ShopGenerator(ShopOptions.of(10, 1, newSeed(), NOW));
        RecordBuffer batch = new RecordBuffer(1);
        assertTrue(generator.next(batch, Integer.MAX_VALUE) >= 10);
        assertEquals(0, generator.next(batch, 1));
        assertEquals(0, generator.next(batch, 1));
        assertEquals(0, batch.length());
    }

    @Test
    void shouldEstimateTheNumberOfRecords() {
        ShopOptions options = ShopOptions.of(8_000, 3, newSeed(), NOW);
        ShopGenerator generator = new ShopGenerator(options);
        RecordBuffer batch = new RecordBuffer(1);
        while (generator.next(batch, 100_000) > 0) {
            assertTrue(batch.length() >= 1);
        }
        assertEquals(generator.records(), ShopGenerator.estimateRecords(options), 0.2 * generator.records());
    }

    @Test
    void shouldNameTheOptionThatIsOutOfBounds() {
        String message = assertThrows(IllegalArgumentException.class, () -> ShopOptions.of(0, 3, 1, NOW))
                .getMessage();
        assertTrue(message.contains("customers is 0, expected 1 to"), message);
        assertThrows(IllegalArgumentException.class, () -> ShopOptions.of(1, -1, 1, NOW));
        assertThrows(
                IllegalArgumentException.class,
                () -> new ShopOptions(1, 1, 1, NOW, 0, ZoneId.of("Europe/Skopje"), "EUR"));
        assertThrows(
                IllegalArgumentException.class,
                () -> new ShopOptions(1, 1, 1, NOW, 2, ZoneId.of("Europe/Skopje"), "euro"));
    }

    static long newSeed() {
        long seed = ThreadLocalRandom.current().nextLong();
        System.out.println("seed " + seed);
        return seed;
    }
}
