package io.muster.protocol.client;

/**
 * A segment.
 *
 * @param id stable for its life, unique in its workspace
 * @param slot where its bit stands in a customer's words
 * @param version of the definition, from 1
 * @param cardinality customers in it
 * @param lastChangeMillis when a customer last entered or left, milliseconds since the epoch; {@link #NEVER}
 * @param changedAtMillis when this definition came into force, milliseconds since the epoch
 * @param name unique in its workspace
 * @param rule as written
 */
public record SegmentInfo(
        int id,
        int slot,
        int version,
        long cardinality,
        long lastChangeMillis,
        long changedAtMillis,
        String name,
        String rule) {
    /** No customer ever entered or left. */
    public static final long NEVER = Long.MIN_VALUE;
}
