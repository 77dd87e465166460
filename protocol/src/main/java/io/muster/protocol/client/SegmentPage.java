package io.muster.protocol.client;

/**
 * One reply of a segment list that may take several.
 *
 * @param list what this reply holds
 * @param complete whether it is the last
 */
record SegmentPage(SegmentList list, boolean complete) {}
