package io.muster.index;

/**
 * A segment as readers see it; immutable.
 *
 * @param id stable for the segment's life, unique in its workspace, from 1
 * @param name unique in its workspace
 * @param rule as written
 * @param version of the definition, from 1, one more with each edit
 * @param slot where its bit stands: group {@code slot >> 6}, bit {@code slot & 63}
 * @param changedAt when this definition came into force, milliseconds since the epoch
 */
public record SegmentEntry(int id, String name, String rule, int version, int slot, long changedAt) {
    /** Which word of a customer holds the bit. */
    public int group() {
        return slot >> 6;
    }

    /** The bit in that word. */
    public long mask() {
        return 1L << slot;
    }
}
