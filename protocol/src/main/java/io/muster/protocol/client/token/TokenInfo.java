package io.muster.protocol.client.token;

import java.util.List;

/**
 * A token; its secret is known to its holder only.
 *
 * @param name unique
 * @param grants what it may do
 * @param createdMillis milliseconds since the epoch
 * @param expiresMillis the first instant at which it is no longer good, milliseconds since the epoch; {@link #NEVER}
 */
public record TokenInfo(String name, List<TokenGrant> grants, long createdMillis, long expiresMillis) {
    /** No expiry. */
    public static final long NEVER = Long.MAX_VALUE;

    public TokenInfo {
        grants = List.copyOf(grants);
    }
}
