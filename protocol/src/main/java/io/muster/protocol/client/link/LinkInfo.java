package io.muster.protocol.client.link;

/**
 * That a segment has a secret address; the address is known to those who were given it.
 *
 * @param segmentId of the segment
 * @param createdMillis when it was made, milliseconds since the epoch
 */
public record LinkInfo(int segmentId, long createdMillis) {}
