package io.muster.index.segment;

/** Clears the bits of a slot that was given up, some pages at a time, and then frees it. One thread. */
final class Retirement {
    private static final int PAGES_AT_ONCE = 2;

    private final Segments segments;
    private final int slot;
    private int nextPage;

    Retirement(Segments segments, int slot) {
        this.segments = segments;
        this.slot = slot;
    }

    /** Does a part of it; returns whether that was the last. */
    boolean step() {
        for (int i = 0; i < PAGES_AT_ONCE; i++) {
            if (!segments.clear(slot, nextPage++)) {
                segments.free(slot);
                return true;
            }
        }
        return false;
    }
}
