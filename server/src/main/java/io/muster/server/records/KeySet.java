package io.muster.server.records;

/** A set of tags, 0 to 127. Not thread-safe. */
final class KeySet {
    private long low;
    private long high;

    void clear() {
        low = 0;
        high = 0;
    }

    /** False if it was there already. */
    boolean add(int tag) {
        boolean added = !contains(tag);
        if (tag < Long.SIZE) {
            low |= 1L << tag;
        } else {
            high |= 1L << tag;
        }
        return added;
    }

    boolean contains(int tag) {
        return ((tag < Long.SIZE ? low : high) >>> tag & 1) != 0;
    }
}
