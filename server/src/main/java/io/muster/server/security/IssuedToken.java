package io.muster.server.security;

/**
 * A new token with its secret, which is to be shown once and is kept nowhere.
 *
 * @param token what is kept
 * @param secret what its holder says
 */
public record IssuedToken(Token token, String secret) {
    /** Without the secret. */
    @Override
    public String toString() {
        return token.toString();
    }
}
