package io.muster.server.hook.call;

/**
 * What a call came to.
 *
 * @param status of HTTP; 0 where there was no answer
 * @param problemOrNull what was found and what was expected; null where it was delivered
 * @param retryAfterMs when the receiver wants to be called again; 0 where it does not say
 * @param durationMs from the beginning to the end
 */
public record CallAnswer(int status, String problemOrNull, long retryAfterMs, long durationMs) {
    /** Whether the receiver took it. */
    public boolean isDelivered() {
        return problemOrNull == null;
    }
}
