package io.muster.server.security;

import java.nio.file.Path;

/**
 * How the doors are kept.
 *
 * @param tokenFile where tokens are kept; null: {@code tokens} in the data directory, or nowhere where there is none
 * @param loginDelayMs how long a greeting that is refused waits for its answer; longer makes guessing slower and holds
 *     the connections of who guesses
 * @param idleTimeoutMs after how long without a byte from the client, and with nothing under way for it, a connection
 *     is closed; shorter gives memory back sooner, and asks clients to ping more often
 */
public record SecurityOptions(Path tokenFile, int loginDelayMs, int idleTimeoutMs) {
    /** Longest delay of a refused greeting. */
    public static final int MAX_LOGIN_DELAY_MS = 10_000;

    /** Shortest time without a byte. */
    public static final int MIN_IDLE_MS = 100;

    /** Longest time without a byte: a week. */
    public static final int MAX_IDLE_MS = 7 * 24 * 60 * 60 * 1_000;

    /** Checks the bounds. */
    public SecurityOptions {
        within("login-delay", loginDelayMs, 0, MAX_LOGIN_DELAY_MS);
        within("idle-timeout", idleTimeoutMs, MIN_IDLE_MS, MAX_IDLE_MS);
    }

    /** In the data directory, 100 ms, 10 minutes. */
    public static SecurityOptions defaults() {
        return new SecurityOptions(null, 100, 600_000);
    }

    public SecurityOptions withTokenFile(Path newTokenFile) {
        return new SecurityOptions(newTokenFile, loginDelayMs, idleTimeoutMs);
    }

    public SecurityOptions withLoginDelayMs(int newDelayMs) {
        return new SecurityOptions(tokenFile, newDelayMs, idleTimeoutMs);
    }

    public SecurityOptions withIdleTimeoutMs(int newTimeoutMs) {
        return new SecurityOptions(tokenFile, loginDelayMs, newTimeoutMs);
    }

    private static void within(String name, int foundMs, int leastMs, int mostMs) {
        if (foundMs < leastMs || foundMs > mostMs) {
            throw new IllegalArgumentException(
                    name + ": found " + foundMs + " ms, expected " + leastMs + " to " + mostMs + " ms");
        }
    }
}
