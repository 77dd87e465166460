package io.muster.protocol.client.answer;

/**
 * A definition that a segment has or had.
 *
 * @param version from 1
 * @param rule as written
 * @param fromMillis when it came into force, milliseconds since the epoch
 * @param restored the version whose rule was taken up again; 0 if it was written anew
 */
public record SegmentVersion(int version, String rule, long fromMillis, int restored) {}
