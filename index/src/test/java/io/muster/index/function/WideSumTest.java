package io.muster.index.function;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class WideSumTest {
    private static final BigInteger GREATEST = BigInteger.valueOf(Long.MAX_VALUE);

    @Test
    void shouldBeTheNearestNumberThatFitsInWhateverOrderPartsComeAndGo() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        WideSum sum = new WideSum();
        BigInteger exact = BigInteger.ZERO;
        List<Long> parts = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            if (!parts.isEmpty() && random.nextInt(3) == 0) {
                long part = parts.remove(random.nextInt(parts.size()));
                sum.subtract(part);
                exact = exact.subtract(BigInteger.valueOf(part));
            } else {
                long part = part(random);
                parts.add(part);
                sum.add(part);
                exact = exact.add(BigInteger.valueOf(part));
            }
            assertEquals(exact.min(GREATEST).max(GREATEST.negate()).longValueExact(), sum.nearest(), "seed " + seed);
        }
        parts.forEach(sum::subtract);
        assertEquals(0, sum.nearest(), "seed " + seed);
    }

    private static long part(SplittableRandom random) {
        return switch (random.nextInt(6)) {
            case 0 -> Long.MAX_VALUE;
            case 1 -> Long.MIN_VALUE + 1;
            case 2 -> 0;
            case 3 -> random.nextLong();
            default -> random.nextLong(-1_000, 1_000);
        };
    }
}
