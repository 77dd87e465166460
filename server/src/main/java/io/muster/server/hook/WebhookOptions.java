package io.muster.server.hook;

import io.muster.server.hook.call.CallOptions;

/**
 * How changes are sent to webhooks.
 *
 * @param firstRetryMillis about how long after the first failure it is tried again; twice as long after each
 * @param maxRetryMillis the longest time between two tries
 * @param call how receivers are called
 */
public record WebhookOptions(long firstRetryMillis, long maxRetryMillis, CallOptions call) {
    private static final long MOST_MILLIS = 86_400_000;

    /** Checks the bounds. */
    public WebhookOptions {
        within("webhooks.first-retry-millis", firstRetryMillis, 1, MOST_MILLIS);
        within("webhooks.max-retry-millis", maxRetryMillis, 1, MOST_MILLIS);
    }

    /** After a second, then longer and longer, up to five minutes. */
    public static WebhookOptions defaults() {
        return new WebhookOptions(1_000, 300_000, CallOptions.defaults());
    }

    private static void within(String name, long found, long least, long most) {
        if (found < least || found > most) {
            throw new IllegalArgumentException(name + ": found " + found + ", expected " + least + " to " + most);
        }
    }
}
