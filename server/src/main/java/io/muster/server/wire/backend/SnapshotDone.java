package io.muster.server.wire.backend;

/**
 * A snapshot that is in force.
 *
 * @param sequence of the last command in it
 * @param lengthBytes of its file
 * @param durationMillis what it took; 0 where it was there already
 */
public record SnapshotDone(long sequence, long lengthBytes, long durationMillis) {}
