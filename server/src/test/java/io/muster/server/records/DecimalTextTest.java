package io.muster.server.records;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.muster.index.record.Decimals;
import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTextTest {
    private final DecimalText decimals = new DecimalText();

    @Test
    void shouldAgreeWithBigDecimal() {
        long seed = System.nanoTime();
        System.out.println("DecimalTextTest seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 50_000; i++) {
            String text = decimal(random);
            BigDecimal exact = new BigDecimal(text);
            long expected = Decimals.fits(exact) ? Decimals.toMillionths(exact) : DecimalText.FAILED;
            assertEquals(expected, parse(text), text);
        }
    }

    @Test
    void shouldHoldTheBounds() {
        assertEquals(Long.MAX_VALUE, parse("9223372036854.775807"));
        assertEquals(-Long.MAX_VALUE, parse("-9223372036854.775807"));
        assertEquals(DecimalText.FAILED, parse("9223372036854.775808"));
        assertEquals(DecimalText.FAILED, parse("-9223372036854.775808"));
        assertEquals(1, parse("0.00000100000000000000000000000000000"));
        assertEquals(DecimalText.FAILED, parse("0.0000001"));
        assertEquals("at most 6 decimal places", decimals.expected());
        assertEquals(0, parse("-0e999999999999"));
        assertEquals(DecimalText.FAILED, parse("1e999999999999"));
        assertEquals("a number between -9223372036854.775807 and 9223372036854.775807", decimals.expected());
    }

    @Test
    void shouldDropPlacesWhenTruncating() {
        assertEquals(41_123_456, truncated("41.12345699999999999999999999"));
        assertEquals(-41_123_456, truncated("-41.123456999"));
        assertEquals(41_123_456, truncated("41123456999e-9"));
        assertEquals(DecimalText.FAILED, truncated("99999999999999999999999999999.1234567"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "-", ".5", "5.", "+5", "1,5", "1e", "1e+", "1.e5", "e5", " 1", "1 ", "0x1", "NaN", "--1", "1e5e5",
                "१"
            })
    void shouldRefuseWhatIsNoDecimal(String text) {
        assertEquals(DecimalText.FAILED, parse(text));
        assertEquals("a decimal number", decimals.expected());
    }

    private long parse(String text) {
        return decimals.parse(text.toCharArray(), 0, text.length());
    }

    private long truncated(String text) {
        return decimals.parseTruncated(text.toCharArray(), 0, text.length());
    }

    private static String decimal(SplittableRandom random) {
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "-" : "");
        digits(text, random, 1 + random.nextInt(random.nextBoolean() ? 4 : 16));
        if (random.nextInt(4) > 0) {
            digits(text.append('.'), random, 1 + random.nextInt(8));
        }
        if (random.nextInt(4) == 0) {
            text.append(random.nextBoolean() ? "e" : "E").append(random.nextInt(-25, 20));
        }
        return text.toString();
    }

    private static void digits(StringBuilder text, SplittableRandom random, int count) {
        boolean sparse = random.nextBoolean();
        for (int i = 0; i < count; i++) {
            text.append(sparse && random.nextInt(3) > 0 ? 0 : random.nextInt(10));
        }
    }
}
