package io.muster.index.place;

import java.util.Random;

/** Places drawn so that poles, the antimeridian, cell edges and neighbours come often. */
final class PlaceCases {
    private static final long DEGREE = 1_000_000;

    private PlaceCases() {}

    static long latitude(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> (random.nextInt(181) - 90) * DEGREE;
            case 1 -> (random.nextBoolean() ? 1 : -1) * (90 * DEGREE - random.nextInt(200_000));
            default -> random.nextLong(-90 * DEGREE, 90 * DEGREE + 1);
        };
    }

    static long longitude(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> (random.nextInt(361) - 180) * DEGREE;
            case 1 -> (random.nextBoolean() ? 1 : -1) * (180 * DEGREE - random.nextInt(200_000));
            default -> random.nextLong(-180 * DEGREE, 180 * DEGREE + 1);
        };
    }

    /** A value at most some degrees away, within the bound. */
    static long near(Random random, long value, long bound) {
        long reach = random.nextBoolean() ? DEGREE : 20 * DEGREE;
        return Math.clamp(value + random.nextLong(-reach, reach + 1), -bound, bound);
    }
}
