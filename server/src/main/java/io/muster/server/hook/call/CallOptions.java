package io.muster.server.hook.call;

import java.nio.file.Path;

/**
 * How receivers of webhooks are called.
 *
 * @param maxAtOnce calls under way
 * @param connectTimeoutMs until there is a connection, TLS included
 * @param answerTimeoutMs from then on, until the whole answer is there
 * @param inside whether loopback, private and link-local addresses may be called, and http used beside https
 * @param authorities whose certificates receivers may have, in PEM; null for those that the JVM trusts
 */
public record CallOptions(
        int maxAtOnce, long connectTimeoutMs, long answerTimeoutMs, boolean inside, Path authorities) {
    /** Most calls under way that can be asked for. */
    public static final int MOST_AT_ONCE = 1_000;

    private static final int MOST_TIMEOUT_MS = 300_000;

    /** Checks the bounds. */
    public CallOptions {
        within("webhooks.max-at-once", maxAtOnce, 1, MOST_AT_ONCE);
        within("webhooks.connect-timeout-ms", connectTimeoutMs, 1, MOST_TIMEOUT_MS);
        within("webhooks.answer-timeout-ms", answerTimeoutMs, 1, MOST_TIMEOUT_MS);
    }

    /** 32 at once, 5 seconds to connect, 10 to answer, outside only. */
    public static CallOptions defaults() {
        return new CallOptions(32, 5_000, 10_000, false, null);
    }

    private static void within(String name, long found, long least, long most) {
        if (found < least || found > most) {
            throw new IllegalArgumentException(name + ": found " + found + ", expected " + least + " to " + most);
        }
    }
}
