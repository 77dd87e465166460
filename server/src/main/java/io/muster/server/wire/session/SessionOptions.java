package io.muster.server.wire.session;

/**
 * Bounds of a connection.
 *
 * @param greetingTimeoutMs from connection to Hello
 * @param greetingMaxBytes longest frame before Hello is answered
 * @param maxOutstanding requests that may wait for an answer of the engine, the journal or a sequence
 * @param sequenceTimeoutMs how long a lookup waits for its minimum sequence
 * @param maxExports that may be under way
 */
public record SessionOptions(
        int greetingTimeoutMs, int greetingMaxBytes, int maxOutstanding, int sequenceTimeoutMs, int maxExports) {
    /** 10 s, 16 KiB, 1,024 requests, 2 s, 4 exports. */
    public static SessionOptions defaults() {
        return new SessionOptions(10_000, 16 * 1024, 1_024, 2_000, 4);
    }
}
