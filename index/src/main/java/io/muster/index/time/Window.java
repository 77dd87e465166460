package io.muster.index.time;

/**
 * A half-open span of time: {@code lower} is in it, {@code upper} is not.
 *
 * @param lower first instant inside
 * @param upper first instant after
 */
public record Window(Bound lower, Bound upper) {
    /** Whether an end of it moves as time passes. */
    public boolean moves() {
        return lower.moves() || upper.moves();
    }
}
