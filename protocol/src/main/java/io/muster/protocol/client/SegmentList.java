package io.muster.protocol.client;

import java.util.List;

/**
 * The segments of a workspace.
 *
 * @param catalogVersion one more with each change of a definition
 * @param sequence the list is this new or newer
 * @param nowMillis the server's now, milliseconds since the epoch
 * @param segments in the order of their ids
 */
public record SegmentList(int catalogVersion, long sequence, long nowMillis, List<SegmentInfo> segments) {}
