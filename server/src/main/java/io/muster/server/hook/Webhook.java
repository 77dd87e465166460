package io.muster.server.hook;

import java.util.List;

/**
 * A webhook as it is kept. It belongs to a segment by the ids, which are never used again.
 *
 * @param id random, for ever its own
 * @param workspaceId of the segment
 * @param segmentId of the segment
 * @param spec what users say of it
 * @param secrets it is signed with, the newest first
 * @param rotatedMillis until when the older secret is used beside; 0 where there is none
 * @param createdMillis milliseconds since the epoch
 * @param sequence that the engine had come to when it was made; a journal that ends before it is another one
 * @param revision grows with each change
 */
public record Webhook(
        String id,
        int workspaceId,
        int segmentId,
        WebhookSpec spec,
        List<String> secrets,
        long rotatedMillis,
        long createdMillis,
        long sequence,
        int revision) {
    /** How long the secret before a rotation is used beside the new one. */
    static final long OVERLAP_MILLIS = 86_400_000;

    /** Those it is signed with at that time. */
    List<String> secretsAt(long nowMillis) {
        return secrets.size() > 1 && nowMillis >= rotatedMillis ? secrets.subList(0, 1) : secrets;
    }

    Webhook with(WebhookSpec newSpec) {
        return new Webhook(
                id, workspaceId, segmentId, newSpec, secrets, rotatedMillis, createdMillis, sequence, revision + 1);
    }

    Webhook rotated(String secret, long nowMillis) {
        return new Webhook(
                id,
                workspaceId,
                segmentId,
                spec,
                List.of(secret, secrets.getFirst()),
                nowMillis + OVERLAP_MILLIS,
                createdMillis,
                sequence,
                revision + 1);
    }

    boolean isOf(int otherWorkspaceId, int otherSegmentId) {
        return workspaceId == otherWorkspaceId && segmentId == otherSegmentId;
    }

    /** Without secrets, and without the address, which may hold some. */
    @Override
    public String toString() {
        return "webhook " + id + " of segment " + segmentId + " in workspace " + workspaceId + " to "
                + spec.url().getHost();
    }
}
