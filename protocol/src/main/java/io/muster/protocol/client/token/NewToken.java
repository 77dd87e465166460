package io.muster.protocol.client.token;

/**
 * A token that was made just now.
 *
 * @param name unique
 * @param secret what its holder says; told this once
 */
public record NewToken(String name, String secret) {
    /** Without the secret. */
    @Override
    public String toString() {
        return name;
    }
}
