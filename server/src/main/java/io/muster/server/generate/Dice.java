package io.muster.server.generate;

/**
 * Numbers that look random and depend on nothing but what the dice were set to, so that a customer's traits or an
 * order's lines need not be remembered: they are thrown again. Strict arithmetic, so every machine throws the same.
 */
final class Dice {
    private static final long STEP = 0x9E3779B97F4A7C15L;
    private static final double UNIT = 0x1.0p-53;

    private final long seed;
    private long state;

    Dice(long seed) {
        this.seed = mix(seed + STEP);
    }

    /** From here on the throws depend on the seed and these three only. */
    Dice set(int purpose, long subject, long number) {
        state = mix(seed ^ mix(subject * 0xD1342543DE82EF95L + number * 0xDABA0B6EB09322E3L + purpose * STEP));
        return this;
    }

    /** 64 even bits. */
    long bits() {
        state += STEP;
        return mix(state);
    }

    /** 0 (inclusive) to 1 (exclusive). */
    double unit() {
        return (bits() >>> 11) * UNIT;
    }

    /** 0 (inclusive) to {@code bound} (exclusive). */
    int below(int bound) {
        return (int) (((bits() >>> 32) * bound) >>> 32);
    }

    boolean chance(double probability) {
        return unit() < probability;
    }

    /** Mean 1. */
    double exponential() {
        return -StrictMath.log(1.0 - unit());
    }

    /** Mean 0, deviation 1. */
    double normal() {
        double radius = StrictMath.sqrt(2.0 * exponential());
        return radius * StrictMath.cos(2.0 * StrictMath.PI * unit());
    }

    /** Median {@code median}, deviation of the logarithm {@code sigma}. */
    double logNormal(double median, double sigma) {
        return median * StrictMath.exp(sigma * normal());
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
