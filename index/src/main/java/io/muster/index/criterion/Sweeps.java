package io.muster.index.criterion;

/**
 * How many edges of one field are in the middle of a sweep: mostly none, and then a change need not look. One thread.
 */
final class Sweeps {
    private int running;

    void begin() {
        running++;
    }

    void end() {
        running--;
    }

    boolean any() {
        return running > 0;
    }
}
