package io.muster.index.memory;

import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;

/** Random numbers for a test; the seed is printed, so that a failure can be repeated. */
public final class Seeds {
    private Seeds() {}

    public static Random random(Class<?> test) {
        long seed = ThreadLocalRandom.current().nextLong();
        System.out.println(test.getSimpleName() + " seed " + seed);
        return new Random(seed);
    }
}
