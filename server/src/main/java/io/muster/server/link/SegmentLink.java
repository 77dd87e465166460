package io.muster.server.link;

/**
 * A secret address as it is kept: never the secret, only its hash. It belongs to a segment by the ids, which are never
 * used again: a new segment of an old name has none.
 *
 * @param workspaceId of the segment
 * @param segmentId of the segment
 * @param hash SHA-256 of the secret
 * @param createdMillis milliseconds since the epoch
 * @param sequence that the engine had come to when it was made; a journal that ends before it is another one
 */
public record SegmentLink(int workspaceId, int segmentId, byte[] hash, long createdMillis, long sequence) {
    /** Without the hash. */
    @Override
    public String toString() {
        return "link of segment " + segmentId + " in workspace " + workspaceId;
    }

    boolean isOf(int otherWorkspaceId, int otherSegmentId) {
        return workspaceId == otherWorkspaceId && segmentId == otherSegmentId;
    }
}
