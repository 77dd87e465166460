package io.muster.server.sizes;

/** One segment of a server. Neither id is ever used again. */
public record SegmentKey(int workspaceId, int segmentId) {}
