package io.muster.index;

import java.util.Locale;

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

    /**
     * Names this definition: another after every change of name or rule, also one that leaves the version as it is. It
     * stands in journals, so it is made the same way for ever.
     */
    public String tag() {
        return String.format(Locale.ROOT, "%d-%08x%08x", version, name.hashCode(), rule.hashCode());
    }

    /** The bit in that word. */
    public long mask() {
        return 1L << slot;
    }
}
