package io.muster.server.download;

/**
 * What downloads may hold.
 *
 * @param maxAtOnce under way in all
 * @param maxAtOnceOfOne under way with one link
 * @param unreadTimeoutMs in which a reader must take half of what is kept for it, or all there is
 */
public record DownloadOptions(int maxAtOnce, int maxAtOnceOfOne, int unreadTimeoutMs) {
    /** Kept for a reader that does not read, bytes; and a page of members beyond. */
    public static final int UNREAD_BYTES = 128 * 1024;

    /** Members that are asked of the engine at a time. */
    public static final int PAGE_MEMBERS = 256;

    /** 16, 4 with one link. */
    public static DownloadOptions within(int unreadTimeoutMs) {
        return new DownloadOptions(16, 4, unreadTimeoutMs);
    }
}
