package io.muster.server.snapshot;

/**
 * A snapshot's file that is whole.
 *
 * @param sequence of the last command in it
 * @param lengthBytes of the file
 * @param checksum of its trailer
 */
record SnapshotFile(long sequence, long lengthBytes, int checksum) {}
