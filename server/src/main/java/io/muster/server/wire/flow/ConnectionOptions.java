package io.muster.server.wire.flow;

import io.muster.protocol.FrameDescriptor;

/**
 * Bounds of all connections together, and of what each may hold.
 *
 * @param maxConnections how many at once; the one beyond is told and closed
 * @param maxRequestBytes how long the requests of one connection may be together that came in part or wait for their
 *     answer; one beyond is answered BUSY
 * @param totalRequestBytes the same of all connections; each may hold as much as is left free
 * @param maxUnreadBytes how much may wait for one connection to read it; beyond that it is cut off
 * @param totalUnreadBytes the same of all connections; beyond that those that do not read, or leave more than 2 MiB,
 *     are cut off
 * @param unreadTimeoutMs a connection that has something to read and takes less than 64 KiB of it, and not all, in this
 *     time is cut off
 * @param frameTimeoutMs a frame that has begun must be whole after this time and a second for each 64 KiB that came;
 *     else its sender is told and cut off
 * @param maxExports how many may be under way on all connections
 */
public record ConnectionOptions(
        int maxConnections,
        long maxRequestBytes,
        long totalRequestBytes,
        long maxUnreadBytes,
        long totalUnreadBytes,
        int unreadTimeoutMs,
        int frameTimeoutMs,
        int maxExports) {
    /** No connection may be bound to less than the longest frame: it would never be taken. */
    public static final long LEAST_REQUEST_BYTES = FrameDescriptor.LENGTH_SIZE + FrameDescriptor.MAX_LENGTH;

    /** Nor may all of them to less than twice that, since one alone gets half. */
    public static final long LEAST_TOTAL_REQUEST_BYTES = 2 * LEAST_REQUEST_BYTES;

    private static final int MOST_CONNECTIONS = 1_000_000;
    private static final long LEAST_UNREAD_BYTES = 1 << 20;
    private static final long MOST_BYTES = 1L << 40;
    private static final int LEAST_TIMEOUT_MS = 10;
    private static final int MOST_TIMEOUT_MS = 86_400_000;
    private static final int MOST_EXPORTS = 100_000;

    /** Checks the bounds. */
    public ConnectionOptions {
        within("maxConnections", maxConnections, 1, MOST_CONNECTIONS);
        within("maxRequestBytes", maxRequestBytes, LEAST_REQUEST_BYTES, MOST_BYTES);
        within("totalRequestBytes", totalRequestBytes, LEAST_TOTAL_REQUEST_BYTES, MOST_BYTES);
        within("maxUnreadBytes", maxUnreadBytes, LEAST_UNREAD_BYTES, MOST_BYTES);
        within("totalUnreadBytes", totalUnreadBytes, LEAST_UNREAD_BYTES, MOST_BYTES);
        within("unreadTimeoutMs", unreadTimeoutMs, LEAST_TIMEOUT_MS, MOST_TIMEOUT_MS);
        within("frameTimeoutMs", frameTimeoutMs, LEAST_TIMEOUT_MS, MOST_TIMEOUT_MS);
        within("maxExports", maxExports, 1, MOST_EXPORTS);
    }

    /**
     * 20,000 connections; 64 MiB of requests each, 256 MiB together; 32 MiB unread each, 256 MiB together; 30 s to read
     * and 30 s to send; 64 exports.
     */
    public static ConnectionOptions defaults() {
        return new ConnectionOptions(20_000, 64L << 20, 256L << 20, 32L << 20, 256L << 20, 30_000, 30_000, 64);
    }

    public ConnectionOptions withMaxConnections(int value) {
        return new ConnectionOptions(
                value,
                maxRequestBytes,
                totalRequestBytes,
                maxUnreadBytes,
                totalUnreadBytes,
                unreadTimeoutMs,
                frameTimeoutMs,
                maxExports);
    }

    public ConnectionOptions withRequestBytes(long each, long total) {
        return new ConnectionOptions(
                maxConnections,
                each,
                total,
                maxUnreadBytes,
                totalUnreadBytes,
                unreadTimeoutMs,
                frameTimeoutMs,
                maxExports);
    }

    public ConnectionOptions withUnreadBytes(long each, long total) {
        return new ConnectionOptions(
                maxConnections,
                maxRequestBytes,
                totalRequestBytes,
                each,
                total,
                unreadTimeoutMs,
                frameTimeoutMs,
                maxExports);
    }

    public ConnectionOptions withTimeouts(int newUnreadTimeoutMs, int newFrameTimeoutMs) {
        return new ConnectionOptions(
                maxConnections,
                maxRequestBytes,
                totalRequestBytes,
                maxUnreadBytes,
                totalUnreadBytes,
                newUnreadTimeoutMs,
                newFrameTimeoutMs,
                maxExports);
    }

    private static void within(String name, long found, long least, long most) {
        if (found < least || found > most) {
            throw new IllegalArgumentException(name + ": found " + found + ", expected " + least + " to " + most);
        }
    }
}
